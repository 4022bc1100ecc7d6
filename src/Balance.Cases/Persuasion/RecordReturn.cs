using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Persuasion;

/// <summary>复学 on the day the child was back, with proof.</summary>
/// <param name="Proof">The document that shows it.</param>
public sealed record RecordReturn(Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, ReturnPlacement? Placement, string? School, int? Grade, string? Proof)
    : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<RecordReturn>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Placement).Chosen();
            RuleFor(command => command.School).SchoolCode();
            RuleFor(command => command.Grade).Grade();
            RuleFor(command => command.Proof).Told();
        }
    }
}

/// <summary>Records it; another officer, of an office above, has to confirm.</summary>
public static class RecordReturnHandler
{
    public static Task<Receipt> Handle(RecordReturn command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.DecideAsync(new(who, slip, Right.RecordReturn), command, [command.Proof],
            text => new Decisions.RecordReturn(command.OccurredOn, command.Placement!.Value, command.School, command.Grade, text[0]), ct);
}
