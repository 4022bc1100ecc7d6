using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using static Balance.Cases.Shell.Text;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.LeftBehind;

/// <summary>关爱走访.</summary>
/// <param name="Programme">Under which somebody went; none: that of the plan.</param>
public sealed record LogCareVisit(Guid CommandId, Guid Child, DateOnly OccurredOn, CareProgramme? Programme, string? Note) : CaseCommand(CommandId, Child)
{
    public sealed class Validator : CommandValidator<LogCareVisit>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Programme).IsInEnum().WithMessage(_ => T("请从列出的选项中选择。", "Choose one of those listed."));
            RuleFor(command => command.Note).Short();
        }
    }
}

/// <summary>Logs it, whatever happened in the file meanwhile.</summary>
public static class LogCareVisitHandler
{
    public static Task<Receipt> Handle(LogCareVisit command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.AddAsync(new(who, slip, Right.LogCareVisit), command, [command.Note],
            text => new Decisions.LogCareVisit(command.OccurredOn, command.Programme, text[0]), ct);
}
