using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using static Balance.Cases.Shell.Text;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Persuasion;

/// <summary>A rung of the legal ladder, with its document.</summary>
/// <param name="Number">文号.</param>
public sealed record TakeLegalStep(
    Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, LegalStep? Step, string? Number, DateOnly? ServedOn, DateOnly? Deadline, string? Note)
    : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<TakeLegalStep>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Step).Chosen();
            RuleFor(command => command.Number).NotEmpty().WithMessage(_ => T("请填写文书文号。", "Give the number of the document.")).DocumentNumber();
            RuleFor(command => command.ServedOn).Given();
            RuleFor(command => command.Deadline).Given();
            RuleFor(command => command.Note).Short();
        }
    }
}

/// <summary>Takes it; penalties and courts are the county's.</summary>
public static class TakeLegalStepHandler
{
    public static Task<Receipt> Handle(TakeLegalStep command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.DecideAsync(new(who, slip, Right.TakeLegalStep) { Allowed = who.May(command.Step!.Value) }, command, [command.Note],
            text => new Decisions.TakeLegalStep(command.OccurredOn, command.Step.Value, command.Number, command.ServedOn, command.Deadline, text[0]), ct);
}
