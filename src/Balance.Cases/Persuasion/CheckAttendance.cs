using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Persuasion;

/// <summary>到校核验 after a return.</summary>
public sealed record CheckAttendance(Guid CommandId, Guid Child, DateOnly OccurredOn, AttendanceResult? Result, string? Note) : CaseCommand(CommandId, Child)
{
    public sealed class Validator : CommandValidator<CheckAttendance>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Result).Chosen();
            RuleFor(command => command.Note).Short();
        }
    }
}

/// <summary>Adds what the check found.</summary>
public static class CheckAttendanceHandler
{
    public static Task<Receipt> Handle(CheckAttendance command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.AddAsync(new(who, slip, Right.CheckAttendance), command, [command.Note],
            text => new Decisions.CheckAttendance(command.OccurredOn, command.Result!.Value, text[0]), ct);
}
