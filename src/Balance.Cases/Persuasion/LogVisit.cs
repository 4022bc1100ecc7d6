using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using Balance.Cases.Storage;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Persuasion;

/// <summary>劝返 visit.</summary>
/// <param name="Level">The level that went; none: that of the officer's office.</param>
/// <param name="PromisedOn">Day on which the guardian promised the child's return.</param>
/// <param name="Who">Who went, and whom they met.</param>
public sealed record LogVisit(
    Guid CommandId, Guid Child, DateOnly OccurredOn, Level? Level, VisitOutcome? Outcome, DateOnly? PromisedOn, string? Who, string? Note)
    : CaseCommand(CommandId, Child)
{
    public sealed class Validator : CommandValidator<LogVisit>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Outcome).Chosen();
            RuleFor(command => command.Who).Short();
            RuleFor(command => command.Note).Short();
        }
    }
}

/// <summary>Logs it, whatever happened in the file meanwhile.</summary>
public static class LogVisitHandler
{
    public static Task<Receipt> Handle(LogVisit command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct)
    {
        var level = command.Level ?? who.Level;
        if (level > who.Level) throw new Refusal("level_not_yours", "只能登记本级或下级的劝返。", "Log visits of your own level or of one below it.");
        return cases.AddAsync(new(who, slip, Right.LogVisit), command, [command.Who, command.Note],
            text => new Decisions.LogVisit(command.OccurredOn, level, command.Outcome!.Value, command.PromisedOn, text[0], text[1]), ct);
    }
}
