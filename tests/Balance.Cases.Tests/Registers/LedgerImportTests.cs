using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Storage;
using Balance.Cases.Tests.Given;

namespace Balance.Cases.Tests.Registers;

[Collection<RunningHostCollection>]
public sealed class LedgerImportTests(RunningHost host, TestDatabase databases)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_child_that_no_register_holds_is_rejected()
    {
        var county = await host.CountyAsync();
        var (known, unknown) = (Files.Child(), Files.Child());
        await county.PopulationAsync("2026-09-01", county.Person(known));

        var result = await county.LedgerAsync(Files.Step(known, "2026-10-10", "visit", "refused"), Files.Step(unknown, "2026-10-10", "visit", "refused"));

        result.Applied.ShouldBe(1);
        var reject = result.Rejects.ShouldHaveSingleItem();
        (reject.Line, reject.Column, reject.Code).ShouldBe((3, "id_number", RejectCode.UnknownChild));
        reject.MaskedValue.ShouldNotBe(unknown);
    }

    [Fact]
    public async Task Equal_rows_of_one_file_are_steps_and_the_same_file_again_adds_none()
    {
        var county = await host.CountyAsync();
        var child = Files.Child();
        await county.PopulationAsync("2026-09-01", county.Person(child));
        var visit = Files.Step(child, "2026-10-10", "visit", "refused", note: "家中无人");

        (await county.LedgerAsync(visit, visit)).Applied.ShouldBe(2);
        var again = await county.LedgerAsync(visit, visit);
        var once = await county.LedgerAsync(visit);
        var thrice = await county.LedgerAsync(visit, visit, visit);

        (again.Applied, again.Unchanged).ShouldBe((0, 2));
        (once.Applied, once.Unchanged).ShouldBe((0, 1));
        (thrice.Applied, thrice.Unchanged).ShouldBe((1, 2));
        (await VisitsAsync(county, child)).ShouldBe(3);
    }

    [Fact]
    public async Task Two_who_send_the_same_ledger_at_once_record_it_once()
    {
        var county = await host.CountyAsync();
        string[] children = [.. Enumerable.Range(0, 30).Select(_ => Files.Child())];
        await county.PopulationAsync("2026-09-01", [.. children.Select(child => county.Person(child))]);
        string[] rows = [.. children.Select(child => Files.Step(child, "2026-10-10", "visit", "refused"))];

        var sent = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => county.LedgerAsync(rows), Ct)));

        sent.Sum(result => result.Applied).ShouldBe(30);
        sent.Sum(result => result.Unchanged).ShouldBe(60);
        (await county.CountAsync("cases.mt_events where tenant_id = $1 and type = 'persuasion_visit_logged'")).ShouldBe(30);
    }

    [Fact]
    public async Task An_import_that_broke_off_in_the_middle_goes_on_where_it_stopped()
    {
        var county = await host.CountyAsync();
        string[] children = [.. Enumerable.Range(0, 650).Select(_ => Files.Child())];
        await county.PopulationAsync("2026-09-01", [.. children.Select(child => county.Person(child))]);
        string[] rows = [.. children.Select(child => Files.Step(child, "2026-10-10", "visit", "refused"))];

        // The database fails at the last batch, as it would if it were stopped there.
        await OwnerAsync($"""
            create function registers.break_{county.Code}() returns trigger language plpgsql as $$ begin raise exception 'stopped' using errcode = '57P01'; end $$;
            create trigger breaks_{county.Code} before insert on registers.ledger for each row
                when (new.tenant = '{county.Code}' and new.line = 650) execute function registers.break_{county.Code}()
            """);
        await Should.ThrowAsync<Exception>(() => county.LedgerAsync(rows));
        await OwnerAsync($"drop trigger breaks_{county.Code} on registers.ledger; drop function registers.break_{county.Code}()");
        var before = await county.CountAsync("registers.ledger where tenant = $1");
        before.ShouldBeInRange(1, 649);
        (await VisitsAsync(county)).ShouldBe(before);

        var result = await county.LedgerAsync(rows);

        (result.Applied, result.Unchanged).ShouldBe((650 - (int)before, (int)before));
        (await VisitsAsync(county)).ShouldBe(650);
        (await county.VerifyAsync()).Damages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Rows_recorded_under_an_older_hash_key_are_recognised()
    {
        var keys = Throwaway.Folder("balance-ledger-keys-");
        var database = await databases.NewDatabaseAsync();
        var code = databases.NextCounty();
        var child = Files.Child();
        var visit = Files.Step(child, "2026-10-10", "visit", "refused", note: "家中无人");
        await using (var before = await databases.StartHostAsync(database, databases.Options with { KeysFolder = keys }))
        {
            var county = new TestCounty(before.Services, database, code);
            await county.SetUpAsync();
            await county.PopulationAsync("2026-09-01", county.Person(child));
            (await county.LedgerAsync(visit)).Applied.ShouldBe(1);
        }
        KeyRing.AddGeneration(keys, KeyPurpose.Hash);

        await using (var after = await databases.StartHostAsync(database, databases.Options with { KeysFolder = keys }))
        {
            var again = await new TestCounty(after.Services, database, code).LedgerAsync(visit, visit);
            (again.Applied, again.Unchanged).ShouldBe((1, 1));
        }
        Directory.Delete(keys, recursive: true);
    }

    [Fact]
    public async Task A_step_that_breaks_procedure_is_taken_and_marked()
    {
        var county = await host.CountyAsync();
        var child = Files.Child();
        await county.PopulationAsync("2026-09-01", county.Person(child));

        (await county.LedgerAsync(Files.Step(child, "2026-10-10", "return", "regular", school: county.Primary, grade: "3"))).Applied.ShouldBe(1);

        var back = (await county.CaseAsync(child)).Entries.Single(entry => entry.Recorded is StudentReturned).Recorded;
        back.Breaches.ShouldNotBeNull().ShouldContain(Breach.ReturnedWithoutDropout);
    }

    private static Task<long> VisitsAsync(TestCounty county) => county.CountAsync("cases.mt_events where tenant_id = $1 and type = 'persuasion_visit_logged'");

    private static async Task<int> VisitsAsync(TestCounty county, string child) => (await county.CaseAsync(child)).Entries.Count(entry => entry.Recorded is PersuasionVisitLogged);

    private async Task OwnerAsync(string sql)
    {
        await using var connection = await host.Database.Owner.OpenConnectionAsync(Ct);
        await connection.With(sql).RunAsync(Ct);
    }
}
