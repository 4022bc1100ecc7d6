using Balance.Cases.Access;
using Balance.Cases.Storage.Desk;
using Microsoft.Extensions.DependencyInjection;
using Wolverine;

namespace Balance.Cases.Storage.Dispatch;

/// <summary>The one door for commands: page, endpoint and verb come through here, so that county, user and office are on every path.</summary>
public sealed class Dispatcher(IServiceScopeFactory scopes)
{
    /// <summary>Runs a command for whoever acts.</summary>
    /// <exception cref="FluentValidation.ValidationException">What is asked for is incomplete or impossible; field by field.</exception>
    /// <exception cref="Refusal">The file as it stands does not allow it.</exception>
    /// <exception cref="Conflict">The file changed since the officer saw it.</exception>
    public Task<Receipt> SendAsync<T>(T command, Principal who, CancellationToken ct) where T : CaseCommand => AskAsync<Receipt>(command, who, ct);

    /// <summary>The same for a command in several files: in all of them, or in none.</summary>
    /// <exception cref="FluentValidation.ValidationException">What is asked for is incomplete or impossible; field by field.</exception>
    /// <exception cref="Refusal">The whole of it is refused.</exception>
    /// <exception cref="ManyRefused">It cannot be in some of the files, so that it is in none.</exception>
    public Task<ManyReceipt> SendManyAsync<T>(T command, Principal who, CancellationToken ct) where T : ManyCommand => AskAsync<ManyReceipt>(command, who, ct);

    private async Task<TAnswer> AskAsync<TAnswer>(IOfficerCommand command, Principal who, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var bus = scope.ServiceProvider.GetRequiredService<IMessageBus>();
        var options = WhoActs.On(new DeliveryOptions { TenantId = who.Tenant }, who);
        return await bus.InvokeAsync<TAnswer>(command, options, ct);
    }
}
