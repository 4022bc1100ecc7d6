using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Disability;

/// <summary>安置 in one of the tiers, or deferral; also the county's answer to an objection.</summary>
/// <param name="School">学校标识码; at home, of the school that teaches there.</param>
/// <param name="Until">Last day of a deferral (缓学).</param>
public sealed record DecidePlacement(Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, Placement? Placement, string? School, DateOnly? Until, string? Note)
    : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<DecidePlacement>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Placement).Chosen();
            RuleFor(command => command.School).SchoolCode();
            RuleFor(command => command.Note).Short();
        }
    }
}

/// <summary>Decides it; it rests on the last assessment.</summary>
public static class DecidePlacementHandler
{
    public static Task<Receipt> Handle(DecidePlacement command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.DecideAsync(new(who, slip, Right.DecidePlacement), command, [command.Note],
            text => new Decisions.DecidePlacement(command.OccurredOn, command.Placement!.Value, command.School, command.Until, text[0]), ct);
}
