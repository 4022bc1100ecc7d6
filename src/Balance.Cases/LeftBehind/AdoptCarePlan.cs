using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.LeftBehind;

/// <summary>关爱计划: under which programme, and how often somebody looks after the child.</summary>
/// <param name="VisitDays">Days within which the next visit is due; none: the pack's.</param>
public sealed record AdoptCarePlan(
    Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, CareProgramme? Programme, int? VisitDays, DateOnly? ReviewOn, string? Note)
    : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<AdoptCarePlan>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Programme).Chosen();
            RuleFor(command => command.VisitDays).Days();
            RuleFor(command => command.Note).Short();
        }
    }
}

/// <summary>Adopts it in the place of the one before.</summary>
public static class AdoptCarePlanHandler
{
    public static Task<Receipt> Handle(AdoptCarePlan command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.DecideAsync(new(who, slip, Right.AdoptCarePlan), command, [command.Note],
            text => new Decisions.AdoptCarePlan(command.OccurredOn, command.Programme!.Value, command.VisitDays, command.ReviewOn, text[0]), ct);
}
