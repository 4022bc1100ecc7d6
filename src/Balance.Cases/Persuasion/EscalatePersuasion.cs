using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Persuasion;

/// <summary>Persuasion in vain: the next level takes over.</summary>
public sealed record EscalatePersuasion(Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, string? Why) : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<EscalatePersuasion>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Why).Short();
        }
    }
}

/// <summary>Hands the child on to the level above.</summary>
public static class EscalatePersuasionHandler
{
    public static Task<Receipt> Handle(EscalatePersuasion command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.DecideAsync(new(who, slip, Right.Escalate), command, [command.Why], text => new Decisions.EscalatePersuasion(command.OccurredOn, text[0]), ct);
}
