using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Help;

/// <summary>寄宿, 营养改善计划: how the child lives at school.</summary>
public sealed record RecordLiving(
    Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, bool? Boards, bool? MealPlan, string? Note)
    : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<RecordLiving>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Note).Short();
        }
    }
}

/// <summary>Records what is said; what is not said stays as it was.</summary>
public static class RecordLivingHandler
{
    public static Task<Receipt> Handle(RecordLiving command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.DecideAsync(new(who, slip, Right.RecordLiving), command, [command.Note],
            text => new Decisions.RecordLiving(command.OccurredOn, command.Boards, command.MealPlan, text[0]), ct);
}
