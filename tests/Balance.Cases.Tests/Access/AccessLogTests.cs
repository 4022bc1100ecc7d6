using System.Net;
using System.Net.Http.Json;
using Balance.Cases.Access;
using Balance.Cases.Audit;
using Balance.Cases.Host;
using Balance.Cases.Storage;
using Balance.Cases.Tests.Cases;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Balance.Cases.Tests.Access;

/// <summary>The log of who looked: written before the answer, chained, and read by the audit administrator alone.</summary>
[Collection<CaseOfficeCollection>]
public sealed class AccessLogTests(CaseOffice office)
{
    private static readonly Guid Child = Guid.Parse("018f2b9e-0000-7000-8000-00000000abcd");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_written_at_once_by_many_are_chained_on_several_strands_and_whole()
    {
        var county = office.Databases.NextCounty();
        var log = office.Host.Services.GetRequiredService<AccessLog>();
        var who = Office.At(county, county, Role.CountyOfficer);
        await Parallel.ForAsync(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 12 }, async (_, ct) => await log.Read(who, Child, ct));
        await log.Unmasked(who, [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()], "多人", Ct);
        await log.SignInRefused(null, "password", Ct);

        (await DamagesAsync(office.Databases.Shared, county)).ShouldBeEmpty();
        await using var connection = await office.Databases.Application.OpenConnectionAsync(Ct);
        var heads = await LogChain.HeadsAsync(county, connection, Ct);
        heads.Sum(head => head.Position).ShouldBe(203);
        heads.Count.ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData("update access.log set user_name = 'another' where position = 3", DamageKind.AccessLogChanged, 3)]
    [InlineData("update access.log set record = null where position = 3", DamageKind.AccessLogChanged, 3)]
    [InlineData("update access.log set at = at - interval '1 hour' where position = 3", DamageKind.AccessLogChanged, 3)]
    [InlineData("update access.log set detail = '' where position = 3", DamageKind.AccessLogChanged, 3)]
    [InlineData("delete from access.log where position = 3", DamageKind.AccessLogDeleted, 3)]
    [InlineData("delete from access.log where position = 3; update access.log set position = position - 1 where position > 3", DamageKind.AccessLogChanged, 3)]
    [InlineData("delete from access.log where position = 5", DamageKind.AccessLogTruncated, 5)]
    [InlineData("update access.log set position = null, strand = null, hash = null where position = 5", DamageKind.AccessLogUnchained, null)]
    public async Task A_row_that_was_altered_is_named(string change, DamageKind kind, int? position)
    {
        await using var database = await office.Databases.NewDatabaseAsync();
        await using var host = await office.Databases.StartHostAsync(database);
        var (county, log) = ("900999", host.Services.GetRequiredService<AccessLog>());
        for (var i = 0; i < 5; i++) await log.Read(Office.At(county, county, Role.CountyOfficer), Child, Ct);
        await using var connection = await database.Application.OpenConnectionAsync(Ct);
        var checkpoint = new Checkpoint(DateTimeOffset.UnixEpoch, [new CountyHeads(county, []) { Log = await LogChain.HeadsAsync(county, connection, Ct) }]);
        (await DamagesAsync(database, county, checkpoint)).ShouldBeEmpty();

        await using (var tamper = database.Owner.CreateCommand($"alter table access.log disable trigger all; {change}; alter table access.log enable trigger all"))
            await tamper.ExecuteNonQueryAsync(Ct);

        var damages = await DamagesAsync(database, county, checkpoint);
        damages.ShouldContain(damage => damage.Kind == kind && (position == null || damage.Position == position));
    }

    [Fact]
    public async Task A_log_rewritten_from_its_beginning_is_caught_by_a_checkpoint()
    {
        await using var database = await office.Databases.NewDatabaseAsync();
        await using var host = await office.Databases.StartHostAsync(database);
        var (county, log) = ("900998", host.Services.GetRequiredService<AccessLog>());
        for (var i = 0; i < 3; i++) await log.Read(Office.At(county, county, Role.CountyOfficer), Child, Ct);
        await using var connection = await database.Application.OpenConnectionAsync(Ct);
        var checkpoint = new Checkpoint(DateTimeOffset.UnixEpoch, [new CountyHeads(county, []) { Log = await LogChain.HeadsAsync(county, connection, Ct) }]);

        await using (var tamper = database.Owner.CreateCommand(
            "alter table access.log disable trigger log_stays; delete from access.log; alter table access.log enable always trigger log_stays"))
            await tamper.ExecuteNonQueryAsync(Ct);
        for (var i = 0; i < 4; i++) await log.Read(Office.At(county, county, Role.CountyOfficer), Guid.NewGuid(), Ct);

        (await DamagesAsync(database, county)).ShouldBeEmpty();
        (await DamagesAsync(database, county, checkpoint)).Select(damage => damage.Kind).ShouldBe([DamageKind.AccessLogRewritten]);
    }

    [Fact]
    public async Task A_log_of_a_release_that_did_not_chain_is_chained_once()
    {
        await using var database = await office.Databases.NewDatabaseAsync();
        await using (var old = database.Owner.CreateCommand(
            """
            alter table access.log disable trigger log_linked;
            insert into access.log (tenant, user_name, what, record) select '900997', 'u' || n, 'read', gen_random_uuid() from generate_series(1, 7) n;
            alter table access.log enable always trigger log_linked;
            """))
            await old.ExecuteNonQueryAsync(Ct);
        (await DamagesAsync(database, "900997")).Count.ShouldBe(7);

        await using var host = await office.Databases.StartHostAsync(database);
        await host.Services.GetRequiredService<Balance.Cases.Storage.Schema.SchemaKeeper>().ApplyAsync(Ct);

        (await DamagesAsync(database, "900997")).ShouldBeEmpty();
        await host.Services.GetRequiredService<AccessLog>().Read(Office.At("900997", "900997", Role.CountyOfficer), Child, Ct);
        (await DamagesAsync(database, "900997")).ShouldBeEmpty();
        await Should.ThrowAsync<PostgresException>(async () =>
        {
            await using var change = database.Application.CreateCommand("update access.log set detail = 'x'");
            await change.ExecuteNonQueryAsync(Ct);
        });
    }

    [Fact]
    public async Task The_audit_administrator_sees_who_looked_at_a_child_and_not_the_case()
    {
        var child = await office.ChildAsync(59);
        var number = CaseOffice.NumberOf(office.County, CaseOffice.School, 59);
        var (counselor, audit) = (await office.CounselorAsync(), await office.OfficerAsync(Role.AuditAdministrator, nth: 1));
        await counselor.DoAsync(child, "open").Should(HttpStatusCode.OK);
        await counselor.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.OK);
        var stranger = await office.OfficerAsync(Role.Headmaster, CaseOffice.SchoolElsewhere, nth: 31);
        await stranger.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.NotFound);

        var page = await audit.GetStringAsync("/access-log", Ct);
        using var sent = await audit.PostAsync("/access-log", Office.Form(page, ("_handler", "find"), ("text", number)), Ct);
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var address = sent.Headers.Location!.OriginalString;
        address.ShouldNotContain(number);
        var found = await audit.GetStringAsync(address, Ct);
        found.ShouldContain(CaseOffice.UserOf(counselor));
        found.ShouldContain(CaseOffice.UserOf(stranger));
        found.ShouldContain("赵**");
        found.ShouldNotContain(CaseOffice.NameOf(CaseOffice.School, 59));
        found.ShouldNotContain("父母外出");

        var answer = await Acts.ReadAsync(await audit.PostAsJsonAsync("/api/access-log/search", new { idNumber = number, what = "denied" }, Ct)).Should(HttpStatusCode.OK);
        answer.Body.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("user").GetString()).ShouldBe([CaseOffice.UserOf(stranger)]);
        await Acts.ReadAsync(await audit.PostAsJsonAsync("/api/access-log/search", new { idNumber = CaseOffice.NumberOf("110101", CaseOffice.School, 3) }, Ct)).Should(HttpStatusCode.NotFound, "not_found");
        await audit.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.Forbidden);
        (await CountAsync($"what = 'log_searched' and record = '{child}'")).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Pages_of_the_log_show_each_row_once_also_while_rows_are_added_and_so_does_the_file()
    {
        var county = office.Databases.NextCounty();
        var (log, search) = (office.Host.Services.GetRequiredService<AccessLog>(), office.Host.Services.GetRequiredService<LogSearch>());
        var (officer, audit) = (Office.At(county, county, Role.CountyOfficer), Office.At(county, county, Role.AuditAdministrator));
        for (var i = 0; i < 120; i++) await log.Read(officer, Child, Ct);

        var seen = new List<long>();
        LogPlace? place = null;
        do
        {
            var page = await search.PageAsync(new(Before: place, What: LogAct.Read), audit, Ct);
            seen.AddRange(page.Rows.Select(row => row.Id));
            place = LogPlace.Of(page.Next?.ToString());
            await log.Read(officer, Child, Ct);
        }
        while (place is not null);
        seen.Count.ShouldBe(120);
        seen.ShouldBeUnique();

        (await search.PageAsync(new(User: "somebody else"), audit, Ct)).Rows.ShouldBeEmpty();
        (await search.PageAsync(new(From: new DateOnly(2001, 1, 1), To: new DateOnly(2001, 1, 2)), audit, Ct)).Rows.ShouldBeEmpty();
        var all = 0;
        await foreach (var row in await search.AllAsync(new(What: LogAct.Read), audit, Ct)) all++;
        all.ShouldBe(123);
        (await Should.ThrowAsync<Refusal>(() => search.PageAsync(new(), Office.At(county, county, Role.Auditor), Ct))).Code.ShouldBe("forbidden");
    }

    [Fact]
    public async Task A_file_of_the_log_runs_nothing_in_a_spreadsheet_and_is_written_down()
    {
        var audit = await office.OfficerAsync(Role.AuditAdministrator, nth: 2);
        await office.Host.Services.GetRequiredService<AccessLog>().Denied(Office.At(office.County, office.County, Role.CountyOfficer) with { User = "=cmd" }, "=1+1", null, Ct);

        var file = await audit.GetStringAsync("/access-log/export?user=%3Dcmd", Ct);

        file.ShouldContain("'=1+1");
        file.ShouldContain("'=cmd");
        (await CountAsync($"what = 'exported' and detail = 'access_log' and user_name = '{CaseOffice.UserOf(audit)}'")).ShouldBe(1);
    }

    private static async Task<List<Damage>> DamagesAsync(CasesDatabase database, string county, Checkpoint? checkpoint = null)
    {
        var damages = new List<Damage>();
        await foreach (var damage in new LogChain(database).DamagesAsync(county, checkpoint, Ct)) damages.Add(damage);
        return damages;
    }

    private async Task<long> CountAsync(string where)
    {
        await using var query = office.Databases.Application.CreateCommand($"select count(*) from access.log where {where}");
        return (long)(await query.ExecuteScalarAsync(Ct))!;
    }
}
