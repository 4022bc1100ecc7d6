using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Disability;

/// <summary>The plan in force has ended.</summary>
public sealed record EndEducationPlan(Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, PlanEnd? Reason, string? Note) : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<EndEducationPlan>
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

/// <summary>Ends it.</summary>
public static class EndEducationPlanHandler
{
    public static Task<Receipt> Handle(EndEducationPlan command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.DecideAsync(new(who, slip, Right.EndEducationPlan), command, [command.Note], text => new Decisions.EndEducationPlan(command.OccurredOn, command.Reason!.Value, text[0]), ct);
}
