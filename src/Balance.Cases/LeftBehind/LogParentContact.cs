using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.LeftBehind;

/// <summary>A parent who is away was in touch, or could not be reached.</summary>
public sealed record LogParentContact(Guid CommandId, Guid Child, DateOnly OccurredOn, ContactOutcome? Outcome, string? Note) : CaseCommand(CommandId, Child)
{
    public sealed class Validator : CommandValidator<LogParentContact>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Outcome).Chosen();
            RuleFor(command => command.Note).Short();
        }
    }
}

/// <summary>Logs it, whatever happened in the file meanwhile.</summary>
public static class LogParentContactHandler
{
    public static Task<Receipt> Handle(LogParentContact command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.AddAsync(new(who, slip, Right.LogParentContact), command, [command.Note],
            text => new Decisions.LogParentContact(command.OccurredOn, command.Outcome!.Value, text[0]), ct);
}
