using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using static Balance.Cases.Shell.Text;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.LeftBehind;

/// <summary>Something was done to keep a child safe; known only to those who act on it.</summary>
/// <param name="Harm">The entry that reported the harm.</param>
public sealed record TakeProtectionStep(
    Guid CommandId, Guid Child, DateOnly OccurredOn, Guid Harm, ProtectionStep? Step, string? Note)
    : CaseCommand(CommandId, Child)
{
    public sealed class Validator : CommandValidator<TakeProtectionStep>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Harm).NotEmpty().WithMessage(_ => T("请指明是哪一件侵害。", "Say which harm it is about."));
            RuleFor(command => command.Step).Chosen();
            RuleFor(command => command.Note).Short();
        }
    }
}

/// <summary>Records it, whatever happened in the file meanwhile.</summary>
public static class TakeProtectionStepHandler
{
    public static Task<Receipt> Handle(TakeProtectionStep command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.AddAsync(Act.About(Concern.Harm, who, slip, Right.TakeProtectionStep), command, [command.Note],
            text => new Decisions.TakeProtectionStep(command.OccurredOn, command.Harm, command.Step!.Value, text[0]), ct);
}
