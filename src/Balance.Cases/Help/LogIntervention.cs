using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Help;

/// <summary>Something was done about the child's mental health; known only to those who act on it.</summary>
/// <param name="NextOn">Day by which more is to be done; none: it has ended.</param>
public sealed record LogIntervention(
    Guid CommandId, Guid Child, DateOnly OccurredOn, InterventionKind? Kind, DateOnly? NextOn, string? Note)
    : CaseCommand(CommandId, Child)
{
    public sealed class Validator : CommandValidator<LogIntervention>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Kind).Chosen();
            RuleFor(command => command.Note).Short();
        }
    }
}

/// <summary>Logs it, whatever happened in the file meanwhile.</summary>
public static class LogInterventionHandler
{
    public static Task<Receipt> Handle(LogIntervention command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.AddAsync(Act.About(Concern.MentalHealth, who, slip, Right.LogIntervention), command, [command.Note],
            text => new Decisions.LogIntervention(command.OccurredOn, command.Kind!.Value, command.NextOn, text[0]), ct);
}
