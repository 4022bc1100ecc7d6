using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Disability;

/// <summary>The placement in force has ended.</summary>
public sealed record EndPlacement(Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, PlacementEnd? Reason, string? Note) : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<EndPlacement>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Reason).Chosen();
            RuleFor(command => command.Note).Short();
        }
    }
}

/// <summary>Ends it; nothing is owed by it any more, and a resource centre holds the child no more.</summary>
public static class EndPlacementHandler
{
    public static async Task<Receipt> Handle(EndPlacement command, Principal who, CommandSlip slip, CaseHandling cases, Grants grants, CancellationToken ct)
    {
        var receipt = await cases.DecideAsync(new(who, slip, Right.EndPlacement), command, [command.Note], text => new Decisions.EndPlacement(command.OccurredOn, command.Reason!.Value, text[0]), ct);
        grants.Forget(who.Tenant);
        return receipt;
    }
}
