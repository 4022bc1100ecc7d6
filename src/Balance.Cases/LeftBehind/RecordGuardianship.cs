using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;
using Delegation = Balance.Cases.Domain.Terms.Delegation;

namespace Balance.Cases.LeftBehind;

/// <summary>监护情况 of a left-behind child: who cares, and whether that is in writing (未成年人保护法 §22).</summary>
/// <param name="ContactDays">Days within which a parent is to be in touch; none: the pack's.</param>
/// <param name="Who">Who cares, and how they are reached.</param>
public sealed record RecordGuardianship(
    Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, Caregiver? Caregiver, Delegation? Delegation, GuardianshipQuality? Quality, int? ContactDays, string? Who, string? Note)
    : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<RecordGuardianship>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Caregiver).Chosen();
            RuleFor(command => command.Delegation).Chosen();
            RuleFor(command => command.ContactDays).Days();
            RuleFor(command => command.Who).Short();
            RuleFor(command => command.Note).Short();
        }
    }
}

/// <summary>Records it; a refused delegation is to be reported at once.</summary>
public static class RecordGuardianshipHandler
{
    public static Task<Receipt> Handle(RecordGuardianship command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.DecideAsync(new(who, slip, Right.RecordGuardianship), command, [command.Who, command.Note],
            text => new Decisions.RecordGuardianship(
                command.OccurredOn, command.Caregiver!.Value, command.Delegation!.Value, command.Quality, command.ContactDays, text[0], text[1]), ct);
}
