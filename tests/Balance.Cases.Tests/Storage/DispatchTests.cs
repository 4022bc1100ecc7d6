using Alba;
using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Wolverine;
using Wolverine.Persistence.Durability;

namespace Balance.Cases.Tests.Storage;

public sealed class DispatchTests(TestDatabase databases, DispatchHost started) : IClassFixture<DispatchHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private readonly string county = databases.NextCounty();

    private IServiceProvider Services => started.Host.Services;

    private Dispatcher Dispatcher => Services.GetRequiredService<Dispatcher>();

    [Fact]
    public async Task A_case_opened_is_recorded_with_who_where_why_and_its_note_sealed()
    {
        var (who, child) = await KnownChildAsync();
        var command = new OpenCase(Guid.CreateVersion7(), child, Concern.LeftBehind, new DateOnly(2025, 10, 8), "母亲外出务工，由祖母照看");

        var receipt = await Dispatcher.SendAsync(command, who, Ct);
        var again = await Dispatcher.SendAsync(command, who, Ct);

        receipt.Version.ShouldBe(1);
        again.Entries.ShouldBe(receipt.Entries);
        await using var session = Services.GetRequiredService<IDocumentStore>().QuerySession(county);
        var recorded = (await session.Events.FetchStreamAsync(child, token: Ct)).ShouldHaveSingleItem();
        recorded.UserName.ShouldBe(who.User);
        recorded.CausationId.ShouldBe(command.CommandId.ToString());
        recorded.GetHeader("office").ShouldBe(county);
        var opened = recorded.Data.ShouldBeOfType<CaseOpened>();
        opened.By.ShouldBe(who.Actor);
        opened.Note!.Value.Cipher.ShouldNotContain("祖母");
        (await Services.GetRequiredService<Vault>().OpenTextAsync(county, child, opened.Note.Value, Ct)).ShouldBe(command.Note);
    }

    [Fact]
    public async Task The_same_id_with_another_note_is_refused()
    {
        var (who, child) = await KnownChildAsync();
        var command = new OpenCase(Guid.CreateVersion7(), child, Concern.LeftBehind, new DateOnly(2025, 10, 8), "一");
        await Dispatcher.SendAsync(command, who, Ct);

        (await Should.ThrowAsync<Refusal>(() => Dispatcher.SendAsync(command with { Note = "二" }, who, Ct))).Code.ShouldBe("command_reused");
    }

    [Fact]
    public async Task What_is_incomplete_is_named_field_by_field_before_anything_is_done()
    {
        var (who, child) = await KnownChildAsync();

        var invalid = await Should.ThrowAsync<ValidationException>(() =>
            Dispatcher.SendAsync(new OpenCase(Guid.CreateVersion7(), child, (Concern)99, default, new string('长', 2001)), who, Ct));

        invalid.Errors.Select(error => error.PropertyName).ShouldBe(["Concern", "OccurredOn", "Note"]);
        await using var session = Services.GetRequiredService<IDocumentStore>().QuerySession(county);
        (await session.LoadAsync<StudentCase>(child, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task A_command_without_anybody_who_acts_is_not_handled()
    {
        var (_, child) = await KnownChildAsync();
        await using var scope = Services.CreateAsyncScope();
        var bus = scope.ServiceProvider.GetRequiredService<IMessageBus>();

        await Should.ThrowAsync<InvalidOperationException>(() =>
            bus.InvokeForTenantAsync<Receipt>(county, new OpenCase(Guid.CreateVersion7(), child, Concern.LeftBehind, new DateOnly(2025, 10, 8), null), Ct));
    }

    [Fact]
    public void A_command_says_nothing_of_what_it_holds() =>
        new OpenCase(Guid.CreateVersion7(), Guid.CreateVersion7(), Concern.Harm, new DateOnly(2025, 10, 8), "telling").ToString().ShouldNotContain("telling");

    [Fact]
    public async Task What_follows_from_an_entry_is_handled_and_leaves_no_message_behind()
    {
        var (who, child) = await KnownChildAsync();
        var desk = Services.GetRequiredService<CaseDesk>();
        await desk.AddAsync(new CommandSlip(Guid.CreateVersion7(), [1]), who, child, _ => Domain.Students.Decisions.Decision.Of(Happened.Opened(), Happened.Out()), Ct);

        var admin = Services.GetRequiredService<IMessageStore>().Admin;
        for (var waited = 0; waited < 1200; waited++)
        {
            var counts = await admin.FetchCountsAsync();
            counts.DeadLetter.ShouldBe(0);
            if (counts is { Incoming: 0, Scheduled: 0, Outgoing: 0, Handled: > 0 }) return;
            await Task.Delay(100, Ct);
        }
        Assert.Fail("The message was not handled.");
    }

    private async Task<(Principal Who, Guid Child)> KnownChildAsync()
    {
        await using var connection = await databases.Application.OpenConnectionAsync(Ct);
        await connection.With("insert into registers.counties (tenant, pack) values ($1, 'national') on conflict do nothing", county).RunAsync(Ct);
        var child = await DispatchHost.AllotAsync(Services, county, Ct);
        return (new Principal("王老师", county, county, Level.County, "county_officer"), child);
    }
}

/// <summary>One host for all of these tests.</summary>
public sealed class DispatchHost(TestDatabase databases) : IAsyncLifetime
{
    private IAlbaHost? host;

    public IAlbaHost Host => host!;

    public async ValueTask InitializeAsync() => host = await databases.StartHostAsync();

    public static async Task<Guid> AllotAsync(IServiceProvider services, string county, CancellationToken ct)
    {
        await using var connection = await services.GetRequiredService<CasesDatabase>().Application.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var child = await services.GetRequiredService<VaultBatch>().AllotProvisionalAsync(connection, transaction, county, IdentityFacet.OfProvisional("测试学生", new DateOnly(2014, 3, 5)), ct);
        await transaction.CommitAsync(ct);
        return child;
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
    }
}
