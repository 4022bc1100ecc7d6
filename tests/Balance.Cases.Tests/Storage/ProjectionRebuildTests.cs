using Balance.Cases.Domain.Students;
using Balance.Cases.Storage;
using Marten;
using Npgsql;

namespace Balance.Cases.Tests.Storage;

public sealed class ProjectionRebuildTests(TestDatabase databases)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rebuild_gives_every_row_of_every_county_as_it_was_live_and_as_Marten_builds_it()
    {
        var database = await databases.NewDatabaseAsync();
        using var store = TestStore.Of(database);
        await RecordAsync(store);
        var live = await RowsAsync(database);
        live.Count.ShouldBe(1_204);

        await RunAsync(database, "delete from cases.mt_doc_studentcase where tenant_id = '210002'");
        await RunAsync(database, "update cases.mt_doc_studentcase set data = '{}', mt_version = 1");
        await new ProjectionRebuild(database, [EventKinds.OfStudents]).RunAsync(null, Ct);
        (await RowsAsync(database)).ShouldBe(live);

        using var owned = DocumentStore.For(options =>
        {
            CasesStore.Configure(options, [EventKinds.OfStudents]);
            options.Connection(database.Owner);
        });
        using var daemon = await owned.BuildProjectionDaemonAsync();
        await daemon.RebuildProjectionAsync(StudentCaseProjection.ViewName, TimeSpan.FromMinutes(4), Ct);
        (await RowsAsync(database)).ShouldBe(live);
    }

    [Fact]
    public async Task A_file_goes_on_from_its_rebuilt_view()
    {
        var database = await databases.NewDatabaseAsync();
        using var store = TestStore.Of(database);
        var child = await TestStore.RecordAsync(store, "210001", Happened.Opened(), Happened.Out());
        await new ProjectionRebuild(database, [EventKinds.OfStudents]).RunAsync(null, Ct);

        await TestStore.RecordAsync(store, "210001", child, Happened.Visited());

        await using var session = store.QuerySession("210001");
        var view = (await session.LoadAsync<StudentCase>(child, Ct)).ShouldNotBeNull();
        view.Version.ShouldBe(3);
        view.Student.Visits.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_rebuild_that_fails_leaves_the_views_as_they_were()
    {
        var database = await databases.NewDatabaseAsync();
        using var store = TestStore.Of(database);
        await TestStore.RecordAsync(store, "210001", Happened.Opened(), Happened.Out());
        var live = await RowsAsync(database);
        await RunAsync(database,
            """
            with stream as (insert into cases.mt_streams (id, version, tenant_id) values (gen_random_uuid(), 1, '210001') returning id)
            insert into cases.mt_events (seq_id, id, stream_id, version, data, type, tenant_id)
            select nextval('cases.mt_events_sequence'), gen_random_uuid(), id, 1, '{}', 'case_opened', '210001' from stream
            """);

        await Should.ThrowAsync<Exception>(() => new ProjectionRebuild(database, [EventKinds.OfStudents]).RunAsync(null, Ct));

        (await RowsAsync(database)).ShouldBe(live);
    }

    /// <summary>Two counties, one of them with more files than are folded in one go, with corrected and withdrawn entries among them.</summary>
    private static async Task RecordAsync(DocumentStore store)
    {
        await using (var session = store.LightweightSession("210001"))
        {
            for (var i = 0; i < 1_200; i++) session.Events.StartStream<StudentCase>(Guid.CreateVersion7(), Happened.Opened(), Happened.Absent(2 + i % 20));
            await session.SaveChangesAsync(Ct);
        }
        foreach (var county in new[] { "210001", "210002" })
        {
            var wrong = Happened.Out();
            var right = wrong with { OccurredOn = wrong.OccurredOn.AddDays(-1) };
            var child = await TestStore.RecordAsync(store, county, Happened.Opened(), wrong,
                new EntryCorrected(wrong.Entry, right, new("d2h5")) { Entry = Guid.CreateVersion7(), OccurredOn = right.OccurredOn, By = wrong.By });
            await TestStore.RecordAsync(store, county, child, Happened.Visited(), Happened.Returned());
            var never = Happened.Visited();
            await TestStore.RecordAsync(store, county, Happened.Opened(), never,
                new EntryWithdrawn(never.Entry, new("d2h5")) { Entry = Guid.CreateVersion7(), OccurredOn = never.OccurredOn, By = never.By });
        }
    }

    /// <summary>Every column of every view but the moment of writing, so that one which is added later is compared too.</summary>
    private static async Task<List<string>> RowsAsync(CasesDatabase database)
    {
        await using var connection = await database.Application.OpenConnectionAsync(Ct);
        return await connection.With("select (to_jsonb(view) - 'mt_last_modified')::text from cases.mt_doc_studentcase view order by tenant_id, id").RowsAsync(row => row.GetString(0), Ct);
    }

    private static async Task RunAsync(CasesDatabase database, string sql)
    {
        await using var command = database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
