using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Disability;

/// <summary>医教结合: the child is referred to medicine or rehabilitation.</summary>
/// <param name="AnswerBy">Day by which an answer is expected; none: by the pack's days.</param>
public sealed record ReferRehabilitation(Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, RehabilitationKind? Kind, DateOnly? AnswerBy, string? Why)
    : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<ReferRehabilitation>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Kind).Chosen();
            RuleFor(command => command.Why).Told();
        }
    }
}

/// <summary>Refers it; an answer is due.</summary>
public static class ReferRehabilitationHandler
{
    public static Task<Receipt> Handle(ReferRehabilitation command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.DecideAsync(new(who, slip, Right.ReferRehabilitation), command, [command.Why],
            text => new Decisions.ReferRehabilitation(command.OccurredOn, command.Kind!.Value, command.AnswerBy, text[0]!.Value), ct);
}
