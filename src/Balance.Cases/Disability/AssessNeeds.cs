using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Disability;

/// <summary>评估 by the expert committee. What it found is known only to those who act on it.</summary>
/// <param name="Advised">The placement that the committee advises.</param>
/// <param name="ReassessOn">Day by which it looks again; none: by the pack's days.</param>
/// <param name="Members">Who sat on it.</param>
public sealed record AssessNeeds(Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, Placement? Advised, DateOnly? ReassessOn, string? Members, string? Result)
    : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<AssessNeeds>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Advised).IsInEnum();
            RuleFor(command => command.Members).Told();
            RuleFor(command => command.Result).Told();
        }
    }
}

/// <summary>Records what the committee found; a placement may rest on it.</summary>
public static class AssessNeedsHandler
{
    public static Task<Receipt> Handle(AssessNeeds command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.DecideAsync(new(who, slip, Right.AssessNeeds), command, [command.Members, command.Result],
            text => new Decisions.AssessNeeds(command.OccurredOn, command.Advised, command.ReassessOn, text[0]!.Value, text[1]!.Value), ct);
}
