using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Help;

/// <summary>心理筛查; known only to those who act on it.</summary>
/// <param name="FollowUpBy">Day by which somebody is to act; none: by the pack's days, where there is a risk.</param>
public sealed record ScreenMentalHealth(
    Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, MentalHealthRisk? Risk, DateOnly? FollowUpBy, string? Result)
    : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<ScreenMentalHealth>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Risk).Chosen();
            RuleFor(command => command.Result).Short();
        }
    }
}

/// <summary>Records it; a risk is to be followed up.</summary>
public static class ScreenMentalHealthHandler
{
    public static Task<Receipt> Handle(ScreenMentalHealth command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.DecideAsync(Act.About(Concern.MentalHealth, who, slip, Right.ScreenMentalHealth), command, [command.Result],
            text => new Decisions.ScreenMentalHealth(command.OccurredOn, command.Risk!.Value, command.FollowUpBy, text[0]), ct);
}
