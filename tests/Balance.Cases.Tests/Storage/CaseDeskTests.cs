using System.Security.Cryptography;
using Balance.Cases.Access;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Desk;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Balance.Cases.Tests.Storage;

public sealed class CaseDeskTests : IDisposable
{
    private readonly TestDatabase databases;
    private readonly DocumentStore store;
    private readonly CaseDesk desk;
    private readonly Principal who;
    private readonly Guid child = Guid.CreateVersion7();

    public CaseDeskTests(TestDatabase databases)
    {
        this.databases = databases;
        store = TestStore.Of(databases.Shared);
        desk = new CaseDesk(databases.Shared, new CaseSessions(store), new FollowUps(), TimeProvider.System);
        var county = databases.NextCounty();
        who = new Principal("officer", county, county, Level.County, "county_officer");
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_command_repeated_has_its_effect_once_and_answers_the_same()
    {
        var slip = Slip("open");
        var first = await desk.AddAsync(slip, who, child, _ => Decision.Of(Happened.Opened()), Ct);
        var second = await desk.AddAsync(slip, who, child, _ => Decision.Of(Happened.Opened()), Ct);

        second.Command.ShouldBe(first.Command);
        second.Version.ShouldBe(1);
        second.Entries.ShouldBe(first.Entries);
        (await FileAsync()).Version.ShouldBe(1);
    }

    [Fact]
    public async Task The_id_of_a_command_serves_no_other_command()
    {
        var slip = Slip("open");
        await desk.AddAsync(slip, who, child, _ => Decision.Of(Happened.Opened()), Ct);

        var refused = await Should.ThrowAsync<Refusal>(() => desk.AddAsync(slip with { Payload = Slip("else").Payload }, who, child, _ => Decision.Of(Happened.Absent()), Ct));

        refused.Code.ShouldBe("command_reused");
        (await FileAsync()).Version.ShouldBe(1);
    }

    [Fact]
    public async Task A_receipt_is_forgotten_after_two_school_years_and_no_sooner()
    {
        var (old, young) = (Slip("open"), Slip("absent"));
        await desk.AddAsync(old, who, child, _ => Decision.Of(Happened.Opened()), Ct);
        await desk.AddAsync(young, who, child, _ => Decision.Of(Happened.Absent()), Ct);
        await KeptSinceAsync(old, -1);
        await KeptSinceAsync(young, 0);

        await new ReceiptUpkeep(databases.Shared, TimeProvider.System).ForgetAsync(Ct);

        await using var session = store.QuerySession(who.Tenant);
        (await session.LoadAsync<KeptReceipt>(old.Id, Ct)).ShouldBeNull();
        (await session.LoadAsync<KeptReceipt>(young.Id, Ct)).ShouldNotBeNull();

        async Task KeptSinceAsync(CommandSlip slip, int days)
        {
            var first = new SchoolYear(SchoolYear.Of(TimeProvider.System.Today()).Year - 2).First.AddDays(days).ToDateTime(default, DateTimeKind.Utc);
            await using var age = databases.Shared.Application.CreateCommand("update cases.mt_doc_keptreceipt set mt_last_modified = $2 where id = $1");
            age.Parameters.Add(new() { Value = slip.Id });
            age.Parameters.Add(new() { Value = first });
            (await age.ExecuteNonQueryAsync(Ct)).ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_decision_on_an_old_version_learns_what_changed()
    {
        await desk.AddAsync(Slip("open"), who, child, _ => Decision.Of(Happened.Opened()), Ct);
        var absent = Happened.Absent();
        await desk.AddAsync(Slip("absent"), who, child, _ => Decision.Of(absent), Ct);

        var conflict = await Should.ThrowAsync<Conflict>(() => desk.DecideAsync(Slip("out"), who, child, 1, _ => Decision.Of(Happened.Out()), Ct));

        conflict.Actual.ShouldBe(2);
        conflict.Since.ShouldHaveSingleItem().Recorded.ShouldBe(absent);
        (await FileAsync()).Version.ShouldBe(2);
    }

    [Fact]
    public async Task Of_many_decisions_on_one_version_one_is_taken_and_the_others_learn_of_it()
    {
        await desk.AddAsync(Slip("open"), who, child, _ => Decision.Of(Happened.Opened()), Ct);

        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(async i =>
        {
            try
            {
                await desk.DecideAsync(Slip($"out {i}"), who, child, 1, _ => Decision.Of(Happened.Out()), Ct);
                return (Taken: true, Since: 0);
            }
            catch (Conflict conflict)
            {
                return (Taken: false, Since: conflict.Since.Count);
            }
        }));

        results.Count(result => result.Taken).ShouldBe(1);
        results.Where(result => !result.Taken).ShouldAllBe(result => result.Since == 1);
        (await FileAsync()).Version.ShouldBe(2);
    }

    [Fact]
    public async Task Additions_at_once_are_all_kept()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
            desk.AddAsync(Slip($"visit {i}"), who, child, student => student is null ? Decision.Of(Happened.Opened(), Happened.Visited()) : Decision.Of(Happened.Visited()), Ct)));

        var file = await FileAsync();
        file.Version.ShouldBe(17);
        file.Student.Visits.Count.ShouldBe(16);
        file.Student.Entries.Select(entry => entry.Order).ShouldBe(Enumerable.Range(1, 17).Select(order => (long)order));
    }

    [Fact]
    public async Task The_same_command_sent_by_many_at_once_has_its_effect_once()
    {
        var slip = Slip("open");
        var receipts = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => desk.AddAsync(slip, who, child, student => Decision.Of(Happened.Opened()), Ct)));

        receipts.Select(receipt => receipt.Entries.Single()).Distinct().ShouldHaveSingleItem();
        (await FileAsync()).Version.ShouldBe(1);
    }

    [Fact]
    public async Task What_a_decision_refuses_leaves_nothing_behind()
    {
        var slip = Slip("close");
        var refused = await Should.ThrowAsync<Refusal>(() => desk.AddAsync(slip, who, child, _ => new Refused("no_case", "无此个案", "There is no case."), Ct));
        refused.Code.ShouldBe("no_case");
        refused.Chinese.ShouldBe("无此个案");

        await desk.AddAsync(slip, who, child, _ => Decision.Of(Happened.Opened()), Ct);
        (await FileAsync()).Version.ShouldBe(1);
    }

    [Fact]
    public async Task Many_children_are_written_together_and_again_without_effect()
    {
        var children = Enumerable.Range(0, 450).Select(_ => Guid.CreateVersion7()).ToArray();
        static IReadOnlyList<StudentEvent> Open(Guid child, Student? student) => student is null ? [Happened.Opened(), Happened.Out()] : [];
        static IReadOnlyList<StudentEvent> Visit(Guid child, Student? student) => student!.Visits.Count == 0 ? [Happened.Visited()] : [];

        (await WriteAsync(children, Open)).ShouldBe(new ManyDone(450, 0, 900));
        (await WriteAsync(children, Open)).ShouldBe(new ManyDone());
        (await WriteAsync(children, Visit)).ShouldBe(new ManyDone(0, 450, 450));
        (await WriteAsync(children, Visit)).ShouldBe(new ManyDone());

        await using var session = store.QuerySession(who.Tenant);
        var files = await session.LoadManyAsync<StudentCase>(Ct, children);
        files.Count.ShouldBe(450);
        files.ShouldAllBe(file => file.Version == 3 && file.Student.Visits.Count == 1);
    }

    [Fact]
    public async Task Many_and_single_writers_on_the_same_files_lose_nothing()
    {
        var children = Enumerable.Range(0, 40).Select(_ => Guid.CreateVersion7()).ToArray();
        static IReadOnlyList<StudentEvent> Work(Guid child, Student? student) => student is null ? [Happened.Opened()] : [Happened.Absent()];

        await Task.WhenAll(
            WriteAsync(children, Work),
            WriteAsync([.. children.Reverse()], Work),
            Task.WhenAll(children.Select(one => desk.AddAsync(Slip(one.ToString()), who, one,
                student => student is null ? Decision.Of(Happened.Opened()) : Decision.Of(Happened.Visited()), Ct))));

        await using var session = store.QuerySession(who.Tenant);
        (await session.LoadManyAsync<StudentCase>(Ct, children)).ShouldAllBe(file => file.Version == 3);
    }

    [Fact]
    public async Task A_lost_race_is_no_error_in_the_log_and_any_other_failure_is()
    {
        using var log = new CapturedLog();
        await using var services = new ServiceCollection().AddSingleton(databases.Shared).AddLogging(logging => logging.AddProvider(log)).AddCasesStore().BuildServiceProvider();
        var busy = new CaseDesk(databases.Shared, services.GetRequiredService<CaseSessions>(), new FollowUps(), TimeProvider.System);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
            busy.AddAsync(Slip($"visit {i}"), who, child, student => Decision.Of(student is null ? Happened.Opened() : Happened.Visited()), Ct)));
        log.Lines.Where(line => line.StartsWith("Error", StringComparison.Ordinal)).ShouldBeEmpty();

        // What the database cannot keep.
        await Should.ThrowAsync<Exception>(() => busy.AddAsync(Slip("other"), who, child, _ => Decision.Of(Happened.Visited() with { Note = new("\0") }), Ct));
        log.Lines.ShouldContain(line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    public void Dispose() => store.Dispose();

    private Task<ManyDone> WriteAsync(Guid[] children, Func<Guid, Student?, IReadOnlyList<StudentEvent>> decide) =>
        desk.ActManyAsync(Guid.CreateVersion7(), who, [.. children.Select(one => new ChildWork(one, student => decide(one, student)))], new ManyOptions(), null, Ct);

    private static CommandSlip Slip(string what) => new(Guid.CreateVersion7(), SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(what)));

    private async Task<StudentCase> FileAsync()
    {
        await using var session = store.QuerySession(who.Tenant);
        return (await session.LoadAsync<StudentCase>(child, Ct)).ShouldNotBeNull();
    }
}
