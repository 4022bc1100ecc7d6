using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using static Balance.Cases.Shell.Text;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.LeftBehind;

/// <summary>The matter of a harm has ended; known only to those who act on it.</summary>
/// <param name="Harm">The entry that reported the harm.</param>
public sealed record SettleHarm(
    Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, Guid Harm, HarmOutcome? Outcome, string? Why)
    : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<SettleHarm>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Harm).NotEmpty().WithMessage(_ => T("请指明是哪一件侵害。", "Say which harm it is about."));
            RuleFor(command => command.Outcome).Chosen();
            RuleFor(command => command.Why).Told();
        }
    }
}

/// <summary>Settles it, once it is reported and the child protected.</summary>
public static class SettleHarmHandler
{
    public static Task<Receipt> Handle(SettleHarm command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.DecideAsync(Act.About(Concern.Harm, who, slip, Right.SettleHarm), command, [command.Why],
            text => new Decisions.SettleHarm(command.OccurredOn, command.Harm, command.Outcome!.Value, text[0]!.Value), ct);
}
