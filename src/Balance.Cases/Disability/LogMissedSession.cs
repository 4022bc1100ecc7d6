using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using static Balance.Cases.Shell.Text;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Disability;

/// <summary>A session at home did not take place; added whatever happened meanwhile.</summary>
/// <param name="Hours">Lesson hours that were due.</param>
/// <param name="MakeUpBy">Day by which it is made up; none: it is not.</param>
public sealed record LogMissedSession(Guid CommandId, Guid Child, DateOnly OccurredOn, MissedReason? Reason, decimal? Hours, DateOnly? MakeUpBy, string? Note) : CaseCommand(CommandId, Child)
{
    public sealed class Validator : CommandValidator<LogMissedSession>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Reason).Chosen();
            RuleFor(command => command.Hours).NotNull().WithMessage(_ => T("请填写课时。", "Give the lesson hours."));
            RuleFor(command => command.Note).Short();
        }
    }
}

/// <summary>Logs it.</summary>
public static class LogMissedSessionHandler
{
    public static Task<Receipt> Handle(LogMissedSession command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.AddAsync(new(who, slip, Right.LogMissedSession), command, [command.Note],
            text => new Decisions.LogMissedSession(command.OccurredOn, command.Reason!.Value, command.Hours!.Value, command.MakeUpBy, text[0]), ct);
}
