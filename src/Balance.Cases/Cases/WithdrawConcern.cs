using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Cases;

/// <summary>A reason has gone, or was none.</summary>
public sealed record WithdrawConcern(Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, Concern? Concern, string? Note)
    : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<WithdrawConcern>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Concern).Chosen();
            RuleFor(command => command.Note).Told();
        }
    }
}

/// <summary>Ends a concern, and what somebody had the child in charge for by it; the last one ends by closing the case.</summary>
public static class WithdrawConcernHandler
{
    public static async Task<Receipt> Handle(WithdrawConcern command, Principal who, CommandSlip slip, CaseHandling cases, Grants grants, CancellationToken ct)
    {
        var receipt = await cases.DecideAsync(Act.About(command.Concern!.Value, who, slip, Right.WithdrawConcern), command, [command.Note],
            text => new Decisions.WithdrawConcern(command.OccurredOn, command.Concern!.Value, text[0]), ct);
        grants.Forget(who.Tenant);
        return receipt;
    }
}
