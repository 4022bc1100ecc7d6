using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Persuasion;

/// <summary>核查: what was found of a suspected child.</summary>
/// <param name="Until">Last day on which the finding stands, where it has one.</param>
/// <param name="Proof">What shows it.</param>
public sealed record VerifySuspicion(Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, Finding? Finding, DateOnly? Until, string? Proof)
    : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<VerifySuspicion>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Finding).Chosen();
            RuleFor(command => command.Proof).Short();
        }
    }
}

/// <summary>Records the finding.</summary>
public static class VerifySuspicionHandler
{
    public static Task<Receipt> Handle(VerifySuspicion command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.DecideAsync(new(who, slip, Right.Verify), command, [command.Proof],
            text => new Decisions.VerifySuspicion(command.OccurredOn, command.Finding!.Value, command.Until, text[0]), ct);
}
