using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using static Balance.Cases.Shell.Text;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Disability;

/// <summary>A goal as it was told; goals are numbered from 1 in the order in which they stand.</summary>
/// <param name="Of">Number of the long-term goal that a short-term one serves.</param>
/// <param name="Measure">By what one sees that it is met.</param>
public sealed record ToldGoal(GoalTerm? Term, int? Of, string? Text, string? Measure);

/// <summary>A service as it was told.</summary>
/// <param name="Times">How often in the period.</param>
/// <param name="Minutes">How long each time.</param>
/// <param name="Who">Who gives it.</param>
public sealed record ToldService(ServiceKind? Kind, SchedulePeriod? Per, int? Times, int? Minutes, ServicePlace? Place, string? Who);

/// <summary>个别化教育计划 adopted; the version before is kept.</summary>
/// <param name="ReviewOn">Day by which it is reviewed; none: by the pack's days.</param>
/// <param name="LevelNow">What the child can do now, and its strengths.</param>
/// <param name="Participants">Who took part.</param>
public sealed record AdoptEducationPlan(
    Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, DateOnly? ReviewOn, string? LevelNow, IReadOnlyList<ToldGoal>? Goals, IReadOnlyList<ToldService>? Services,
    string? Participants, bool GuardianSigned, string? Note) : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<AdoptEducationPlan>
    {
        private const int MostGoals = 30;
        private const int MostServices = 20;

        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.LevelNow).Told();
            RuleFor(command => command.Participants).Told();
            RuleFor(command => command.Note).Short();
            RuleFor(command => command.Goals).NotEmpty().WithMessage(_ => T("请至少填写一个长期目标。", "Give at least one long-term goal."))
                .Must(goals => goals is null || goals.Count <= MostGoals).WithMessage(_ => T($"目标最多 {MostGoals} 个。", $"At most {MostGoals} goals."));
            RuleForEach(command => command.Goals).ChildRules(goal =>
            {
                goal.RuleFor(one => one.Term).Chosen();
                goal.RuleFor(one => one.Text).Told();
                goal.RuleFor(one => one.Measure).Short();
            });
            RuleFor(command => command.Services).NotEmpty().WithMessage(_ => T("请至少填写一项服务。", "Give at least one service."))
                .Must(services => services is null || services.Count <= MostServices).WithMessage(_ => T($"服务最多 {MostServices} 项。", $"At most {MostServices} services."));
            RuleForEach(command => command.Services).ChildRules(service =>
            {
                service.RuleFor(one => one.Kind).Chosen();
                service.RuleFor(one => one.Per).Chosen();
                service.RuleFor(one => one.Place).Chosen();
                service.RuleFor(one => one.Times).NotNull().InclusiveBetween(1, 100).WithMessage(_ => T("次数应为 1 至 100。", "How often: 1 to 100 times."));
                service.RuleFor(one => one.Minutes).NotNull().InclusiveBetween(1, 600).WithMessage(_ => T("时长应为 1 至 600 分钟。", "How long: 1 to 600 minutes."));
                service.RuleFor(one => one.Who).Short();
            });
        }
    }
}

/// <summary>Adopts it.</summary>
public static class AdoptEducationPlanHandler
{
    public static Task<Receipt> Handle(AdoptEducationPlan command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct)
    {
        var (goals, services) = (command.Goals!, command.Services!);
        string?[] texts =
        [
            command.LevelNow, command.Participants, command.Note,
            .. goals.SelectMany(goal => new[] { goal.Text, goal.Measure }), .. services.Select(service => service.Who),
        ];
        return cases.DecideAsync(new(who, slip, Right.AdoptEducationPlan), command, texts, Say, ct);

        Decisions.AdoptEducationPlan Say(SealedText?[] text)
        {
            var (ofGoals, ofServices) = (text.AsSpan(3, goals.Count * 2).ToArray(), text.AsSpan(3 + goals.Count * 2).ToArray());
            return new(command.OccurredOn, command.ReviewOn, text[0]!.Value,
                [.. goals.Select((goal, at) => new PlanGoal(at + 1, goal.Term!.Value, goal.Of, ofGoals[at * 2]!.Value, ofGoals[at * 2 + 1]))],
                [.. services.Select((service, at) => new PlanService(service.Kind!.Value, service.Per!.Value, service.Times!.Value, service.Minutes!.Value, service.Place!.Value, ofServices[at]))],
                text[1]!.Value, command.GuardianSigned, text[2]);
        }
    }
}
