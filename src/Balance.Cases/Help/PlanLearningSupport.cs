using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using static Balance.Cases.Shell.Text;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Help;

/// <summary>学困生成长档案: what is weak and why, what is aimed at, what is done.</summary>
/// <param name="Teacher">Account name of the teacher who helps; none: whoever plans it.</param>
/// <param name="ReviewOn">Day by which it is to be reviewed; none: by the pack's days.</param>
/// <param name="Cognition">认知 of the analysis in four dimensions; the others likewise.</param>
public sealed record PlanLearningSupport(
    Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, IReadOnlyList<WeakPoint>? Weak, string? Teacher, DateOnly? ReviewOn,
    string? Cognition, string? Behaviour, string? Feeling, string? Surroundings, string? ShortGoal, string? LongGoal, string? Measures)
    : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<PlanLearningSupport>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Weak).NotEmpty().WithMessage(_ => T("请至少选择一个薄弱项。", "Choose at least one weak point."));
            RuleForEach(command => command.Weak).Listed();
            RuleFor(command => command.Cognition).Short();
            RuleFor(command => command.Behaviour).Short();
            RuleFor(command => command.Feeling).Short();
            RuleFor(command => command.Surroundings).Short();
            RuleFor(command => command.ShortGoal).Told();
            RuleFor(command => command.LongGoal).Short();
            RuleFor(command => command.Measures).Told();
        }
    }
}

/// <summary>Plans it in the place of the one before. Another teacher than oneself has to be an officer of the school: an event holds account names, never a name as typed.</summary>
public static class PlanLearningSupportHandler
{
    public static async Task<Receipt> Handle(PlanLearningSupport command, Principal who, CommandSlip slip, CaseHandling cases, Officers officers, CancellationToken ct)
    {
        var act = new Act(who, slip, Right.PlanLearningSupport);
        await cases.MustReachAsync(act, command.Child, ct);
        var teacher = string.IsNullOrWhiteSpace(command.Teacher) ? who.User : command.Teacher;
        if (teacher != who.User) await officers.MustKnowAsync(who, command.Child, Level.School, teacher, ct);
        return await cases.DecideAsync(act, command,
            [command.Cognition, command.Behaviour, command.Feeling, command.Surroundings, command.ShortGoal, command.LongGoal, command.Measures],
            text => new Decisions.PlanLearningSupport(command.OccurredOn, command.Weak!, teacher, command.ReviewOn, new(text[0], text[1], text[2], text[3]), text[4]!.Value, text[5], text[6]!.Value), ct);
    }
}
