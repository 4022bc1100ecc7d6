using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Disability;

/// <summary>What was found of one goal.</summary>
/// <param name="Number">Its number in the plan.</param>
public sealed record ToldReview(int Number, GoalResult? Result, string? Note);

/// <summary>The plan in force is reviewed goal by goal.</summary>
/// <param name="NextReviewOn">Day by which it is reviewed again; none: it is to be replaced or ended.</param>
public sealed record ReviewEducationPlan(
    Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, IReadOnlyList<ToldReview>? Goals, DateOnly? NextReviewOn, bool GuardianSigned, string? Note)
    : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<ReviewEducationPlan>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Note).Short();
            RuleForEach(command => command.Goals).ChildRules(goal =>
            {
                goal.RuleFor(one => one.Result).Chosen();
                goal.RuleFor(one => one.Note).Short();
            });
        }
    }
}

/// <summary>Records the review.</summary>
public static class ReviewEducationPlanHandler
{
    public static Task<Receipt> Handle(ReviewEducationPlan command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct)
    {
        var goals = command.Goals ?? [];
        return cases.DecideAsync(new(who, slip, Right.ReviewEducationPlan), command, [command.Note, .. goals.Select(goal => goal.Note)],
            text => new Decisions.ReviewEducationPlan(command.OccurredOn, [.. goals.Select((goal, at) => new GoalReview(goal.Number, goal.Result!.Value, text[at + 1]))],
                command.NextReviewOn, command.GuardianSigned, text[0]), ct);
    }
}
