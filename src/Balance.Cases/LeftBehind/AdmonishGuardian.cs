using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.LeftBehind;

/// <summary>训诫监护人 (未成年人保护法 §118).</summary>
public sealed record AdmonishGuardian(
    Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, AdmonishingBody? AdmonishedBy, string? Number, string? Why)
    : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<AdmonishGuardian>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.AdmonishedBy).Chosen();
            RuleFor(command => command.Number).DocumentNumber();
            RuleFor(command => command.Why).Told();
        }
    }
}

/// <summary>Records it.</summary>
public static class AdmonishGuardianHandler
{
    public static Task<Receipt> Handle(AdmonishGuardian command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.DecideAsync(new(who, slip, Right.AdmonishGuardian), command, [command.Why],
            text => new Decisions.AdmonishGuardian(command.OccurredOn, command.AdmonishedBy!.Value, command.Number, text[0]!.Value), ct);
}
