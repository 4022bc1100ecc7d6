using Balance.Cases.Access;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Cases;

/// <summary>The case was closed wrongly.</summary>
public sealed record ReopenCase(Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, string? Why) : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<ReopenCase>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Why).Told();
        }
    }
}

/// <summary>Opens it again.</summary>
public static class ReopenCaseHandler
{
    public static Task<Receipt> Handle(ReopenCase command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.DecideAsync(new(who, slip, Right.Reopen), command, [command.Why], text => new Decisions.ReopenCase(command.OccurredOn, text[0]), ct);
}
