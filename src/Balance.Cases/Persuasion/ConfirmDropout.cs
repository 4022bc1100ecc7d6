using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Persuasion;

/// <summary>辍学 confirmed, on the day it happened.</summary>
/// <param name="School">学校标识码 of the school left; none: that of the child's latest roll row.</param>
/// <param name="Grade">Grade left; none likewise.</param>
public sealed record ConfirmDropout(Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, DropoutReason? Reason, string? School, int? Grade, string? Note)
    : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<ConfirmDropout>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Reason).Chosen();
            RuleFor(command => command.School).SchoolCode();
            RuleFor(command => command.Grade).Grade();
            RuleFor(command => command.Note).Short();
        }
    }
}

/// <summary>Confirms it; the ladder of persuasion begins.</summary>
public static class ConfirmDropoutHandler
{
    public static Task<Receipt> Handle(ConfirmDropout command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.DecideAsync(new(who, slip, Right.ConfirmDropout), command, [command.Note],
            text => new Decisions.ConfirmDropout(command.OccurredOn, command.Reason!.Value, command.School, command.Grade, text[0]), ct);
}
