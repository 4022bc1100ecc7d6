using Balance.Cases.Access;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Cases;

/// <summary>销号.</summary>
public sealed record CloseCase(Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, string? Why) : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<CloseCase>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Why).Told();
        }
    }
}

/// <summary>Closes it when nothing holds it open; whoever had the child in charge one by one has it no more.</summary>
public static class CloseCaseHandler
{
    public static async Task<Receipt> Handle(CloseCase command, Principal who, CommandSlip slip, CaseHandling cases, Grants grants, CancellationToken ct)
    {
        var receipt = await cases.DecideAsync(new(who, slip, Right.Close), command, [command.Why], text => new Decisions.CloseCase(command.OccurredOn, text[0]!.Value), ct);
        grants.Forget(who.Tenant);
        return receipt;
    }
}
