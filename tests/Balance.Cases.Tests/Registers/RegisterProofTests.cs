using Alba;
using Balance.Cases.Audit;
using Balance.Cases.Storage;
using Balance.Cases.Tests.Given;

namespace Balance.Cases.Tests.Registers;

/// <summary>Each test alters the registers of its own county, as an owner of the tables would who has taken the guards away.</summary>
public sealed class RegisterProofTests(UnguardedRegisters registers, TestDatabase databases) : IClassFixture<UnguardedRegisters>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Registers_that_nobody_touched_are_whole()
    {
        var county = await CountyAsync();
        (await county.VerifyAsync()).Damages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("update registers.population set status = 1 where tenant = $1 and line = 2")]
    [InlineData("update registers.population set mac = '\\x00' where tenant = $1 and line = 2")]
    [InlineData("update registers.population set line = 9 where tenant = $1 and line = 2")]
    [InlineData("delete from registers.population where tenant = $1 and line = 3")]
    [InlineData("insert into registers.population select tenant, import, 99, mac, gen_random_uuid(), born, household, township, residence, status from registers.population where tenant = $1 and line = 2")]
    [InlineData("insert into registers.population select tenant, 999999, 99, mac, gen_random_uuid(), born, household, township, residence, status from registers.population where tenant = $1 and line = 2")]
    [InlineData("insert into registers.superseded select tenant, import, line, import from registers.population where tenant = $1 and line = 2")]
    [InlineData("update registers.imports set as_of = as_of - 1 where tenant = $1 and kind = 2")]
    [InlineData("update registers.imports set replaces = not replaces where tenant = $1 and kind = 2")]
    [InlineData("update registers.imports set seq_id = seq_id + 1000000 where tenant = $1 and kind = 2")]
    [InlineData("update registers.imports set digest = null where tenant = $1 and kind = 2")]
    [InlineData("update registers.imports set digest = '\\x00' where tenant = $1 and kind = 2")]
    [InlineData("update registers.imports set rejected = 7, file_sha256 = '\\x00' where tenant = $1 and kind = 2")]
    [InlineData("delete from registers.imports where tenant = $1 and kind = 2")]
    [InlineData("insert into registers.imports select tenant, ordinal + 1000000, gen_random_uuid(), kind, as_of, school_year, true, file_name, file_bytes, file_sha256, rows, applied, unchanged, rejected, digest, seq_id from registers.imports where tenant = $1 and kind = 2")]
    public async Task A_register_that_was_altered_is_found(string alteration)
    {
        var county = await CountyAsync();

        (await DoAsync(alteration, county.Code)).ShouldBeGreaterThan(0);

        (await county.VerifyAsync()).Damages.ShouldContain(damage => damage.Kind == DamageKind.RegisterRowChanged);
        (await county.VerifyAsync()).Damages.ShouldAllBe(damage => damage.Kind == DamageKind.RegisterRowChanged);
    }

    [Theory]
    [InlineData("update cases.mt_events set data = '{}' where tenant_id = $1 and type = 'register_imported'")]
    [InlineData("update cases.mt_events set data = jsonb_set(data, '{ordinal}', '1') where tenant_id = $1 and type = 'register_imported'")]
    public async Task An_altered_event_of_an_import_is_named_and_stops_no_verification(string alteration)
    {
        var county = await CountyAsync();
        await DoAsync("alter table cases.mt_events disable trigger events_stay", null);
        await DoAsync(alteration, county.Code);

        (await county.VerifyAsync()).Damages.Count(damage => damage.Kind == DamageKind.Changed).ShouldBe(3);
    }

    [Fact]
    public async Task The_application_can_neither_change_nor_delete_a_register_row()
    {
        var county = await CountyAsync();
        await using var connection = await databases.Application.OpenConnectionAsync(Ct);
        foreach (var attempt in new[] { "update registers.population set status = 1", "delete from registers.imports", "truncate registers.superseded", "delete from registers.ledger" })
            await Should.ThrowAsync<Npgsql.PostgresException>(() => connection.With(attempt).RunAsync(Ct));
        (await county.VerifyAsync()).IsWhole.ShouldBeTrue();
    }

    private async Task<TestCounty> CountyAsync()
    {
        var county = new TestCounty(registers.Services, registers.Database, databases.NextCounty());
        await county.SetUpAsync();
        await county.PopulationAsync("2026-09-01", county.Person(Files.Child()), county.Person(Files.Child()));
        return county;
    }

    private async Task<int> DoAsync(string sql, string? county)
    {
        await using var connection = await registers.Database.Owner.OpenConnectionAsync(Ct);
        return await (county is null ? connection.With(sql) : connection.With(sql, county)).RunAsync(Ct);
    }
}

/// <summary>A database of its own with a host on it, whose owner has taken the registers' guards away.</summary>
public sealed class UnguardedRegisters(TestDatabase databases) : IAsyncLifetime
{
    private CasesDatabase? database;
    private IAlbaHost? host;

    public CasesDatabase Database => database!;

    public IServiceProvider Services => host!.Services;

    public async ValueTask InitializeAsync()
    {
        database = await databases.NewDatabaseAsync();
        host = await databases.StartHostAsync(database);
        await using var connection = await database.Owner.OpenConnectionAsync();
        foreach (var table in new[] { "population", "imports", "superseded" })
            await connection.With($"alter table registers.{table} disable trigger unalterable").RunAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
    }
}
