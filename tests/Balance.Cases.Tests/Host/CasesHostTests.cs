using Balance.Cases.Host;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Schema;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Host;

public sealed class CasesHostTests(TestDatabase database)
{
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_host_is_healthy_while_its_database_answers()
    {
        await using var host = await database.StartHostAsync();

        var answer = await host.Scenario(request => request.Get.Url("/health"));
        (await answer.ReadAsTextAsync()).ShouldBe("Healthy");
    }

    [Fact]
    public async Task A_node_that_has_lost_its_database_says_that_it_is_not_healthy()
    {
        var own = await database.NewDatabaseAsync();
        await using var host = await database.StartHostAsync(own, database.Options with { Roles = NodeRoles.None });
        await host.Scenario(request => request.Get.Url("/health"));

        await database.LoseAsync(own);

        await host.Scenario(request =>
        {
            request.Get.Url("/health");
            request.StatusCodeShouldBe(503);
        });
    }

    [Fact]
    public async Task A_schema_that_is_current_is_not_applied_again_and_one_that_was_lost_is()
    {
        var own = await database.EmptyDatabaseAsync();
        await using var app = CasesHost.Build(CasesHost.CreateBuilder([], HostPurpose.Test), own, database.Options with { Roles = NodeRoles.None });
        var keeper = app.Services.GetRequiredService<SchemaKeeper>();

        (await keeper.DifferencesAsync(_cancel)).Values.ShouldAllBe(differences => differences.Contains("never applied"));
        (await keeper.EnsureAsync(_cancel)).ShouldBeTrue();
        (await keeper.EnsureAsync(_cancel)).ShouldBeFalse();
        (await keeper.DifferencesAsync(_cancel)).Values.ShouldAllBe(differences => differences.Count == 0);

        await using (var forget = own.Owner.CreateCommand("update storage.schema_parts set fingerprint = 'older' where part = 'People'"))
            await forget.ExecuteNonQueryAsync(_cancel);
        (await keeper.DifferencesAsync(_cancel))["People"].ShouldBe(["applied in another form"]);
        (await keeper.EnsureAsync(_cancel)).ShouldBeTrue();
    }

    [Fact]
    public async Task Many_nodes_that_start_on_an_empty_database_apply_its_schema_once()
    {
        var own = await database.EmptyDatabaseAsync();
        var apps = Enumerable.Range(0, 4).Select(_ =>
            CasesHost.Build(CasesHost.CreateBuilder([], HostPurpose.Test), own, database.Options with { Roles = NodeRoles.None })).ToList();

        var applied = await Task.WhenAll(apps.Select(app => Task.Run(() => app.Services.GetRequiredService<SchemaKeeper>().EnsureAsync(_cancel))));

        applied.Count(did => did).ShouldBe(1);
        foreach (var app in apps) await app.DisposeAsync();
    }

    [Fact]
    public async Task The_application_may_not_touch_what_says_which_schema_there_is()
    {
        await using var write = database.Application.CreateCommand("delete from storage.schema_parts");

        (await Should.ThrowAsync<Npgsql.PostgresException>(() => write.ExecuteNonQueryAsync(_cancel))).SqlState.ShouldBe(Npgsql.PostgresErrorCodes.InsufficientPrivilege);
    }
}
