using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Disability;

/// <summary>Guardian or school disagrees with the placement in force (残疾人教育条例 §21).</summary>
public sealed record ContestPlacement(Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, Contestant? Contestant, string? Why) : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<ContestPlacement>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Contestant).Chosen();
            RuleFor(command => command.Why).Told();
        }
    }
}

/// <summary>Records the objection; the committee assesses anew, then the county decides.</summary>
public static class ContestPlacementHandler
{
    public static Task<Receipt> Handle(ContestPlacement command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.DecideAsync(new(who, slip, Right.ContestPlacement), command, [command.Why],
            text => new Decisions.ContestPlacement(command.OccurredOn, command.Contestant!.Value, text[0]!.Value), ct);
}
