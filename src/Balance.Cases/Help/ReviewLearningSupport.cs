using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using static Balance.Cases.Shell.Text;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Help;

/// <summary>What became of the learning support that is under way.</summary>
/// <param name="Plan">The entry that planned it.</param>
public sealed record ReviewLearningSupport(
    Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, Guid Plan, LearningProgress? Progress, DateOnly? NextReviewOn, string? Note)
    : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<ReviewLearningSupport>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Plan).NotEmpty().WithMessage(_ => T("请指明是哪项帮扶计划。", "Say which plan it is about."));
            RuleFor(command => command.Progress).Chosen();
            RuleFor(command => command.Note).Short();
        }
    }
}

/// <summary>Reviews it; with its goal reached it ends.</summary>
public static class ReviewLearningSupportHandler
{
    public static Task<Receipt> Handle(ReviewLearningSupport command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.DecideAsync(new(who, slip, Right.ReviewLearningSupport), command, [command.Note],
            text => new Decisions.ReviewLearningSupport(command.OccurredOn, command.Plan, command.Progress!.Value, command.NextReviewOn, text[0]), ct);
}
