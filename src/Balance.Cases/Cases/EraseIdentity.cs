using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Cases;

/// <summary>Who the child is shall be forgotten (个人信息保护法 §47); counts, chain and rates stay.</summary>
public sealed record EraseIdentity(Guid CommandId, Guid Child, DateOnly OccurredOn, ErasureBasis? Basis) : CaseCommand(CommandId, Child)
{
    public sealed class Validator : CommandValidator<EraseIdentity>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Basis).Chosen();
        }
    }
}

/// <summary>The file says so first, then the key goes: stopped in between, the same again completes it.</summary>
public static class EraseIdentityHandler
{
    public static async Task<Receipt> Handle(
        EraseIdentity command, Principal who, CommandSlip slip, CaseHandling cases, Vault vault, CancellationToken ct)
    {
        var receipt = await cases.AddAsync(new(who, slip, Right.EraseIdentity), command, [], _ => new Decisions.EraseIdentity(command.OccurredOn, command.Basis!.Value), ct);
        await vault.EraseAsync(who.Tenant, command.Child, command.Basis!.Value.Code(), ct);
        return receipt;
    }
}
