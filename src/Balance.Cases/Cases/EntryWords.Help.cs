using Balance.Cases.Domain.Students;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Cases;

public sealed partial record EntryWords
{
    private static EntryWords? OfHelp(StudentEvent happened) => happened switch
    {
        AidGranted e => Words(T("资助", "Aid granted"),
            [
                Fact(T("项目", "Scheme"), e.Scheme), e.Yuan is { } yuan ? Fact(T("金额（元）", "Yuan"), Amount(yuan)) : null,
                e.Group is { } group ? Fact(T("对象类别", "Group"), Say(group)) : null, Fact(T("学期", "Term"), e.Term ?? ""),
            ], Note(e.Note)),
        LivingRecorded e => Words(T("在校食宿", "Board and meals"), [Has(T("寄宿", "Boards"), e.Boards), Has(T("营养改善计划", "Meal plan"), e.MealPlan)], Note(e.Note)),
        LearningSupportPlanned e => Words(T("学困生帮扶计划", "Learning support planned"),
            [Fact(T("薄弱项", "Weak in"), string.Join(T("、", ", "), e.Weak.Select(Say))), Fact(T("帮扶教师", "Teacher"), e.Teacher), Until(T("复查期限", "Review by"), e.ReviewOn)],
            Told(T("认知", "Cognition"), e.Cognition), Told(T("行为", "Behaviour"), e.Behaviour), Told(T("情感", "Feeling"), e.Feeling), Told(T("环境", "Surroundings"), e.Surroundings),
            Told(T("短期目标", "Short-term goal"), e.ShortGoal), Told(T("长期目标", "Long-term goal"), e.LongGoal), Told(T("措施", "Measures"), e.Measures)),
        LearningSupportReviewed e => Words(T($"学困帮扶复查：{Say(e.Progress)}", $"Learning support reviewed: {Say(e.Progress)}"), [Until(T("下次复查", "Next review"), e.NextReviewOn)], Note(e.Note)),
        MentalHealthScreened e => Words(T($"心理筛查：{Say(e.Risk)}", $"Mental health screened: {Say(e.Risk)}"), [Until(T("跟进期限", "Follow up by"), e.FollowUpBy)], Told(T("结果", "Result"), e.Result)),
        InterventionLogged e => Words(T($"心理干预：{Say(e.Kind)}", $"Intervention: {Say(e.Kind)}"), [Until(T("下次", "Next"), e.NextOn)], Note(e.Note)),
        _ => null,
    };

    private static EntryFact? Has(string label, bool? has) => has is { } yes ? new(label, yes ? T("是", "yes") : T("否", "no")) : null;
}
