using System.Globalization;
using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Help;

/// <summary>What is done to help a child: money, learning, mind, board and meals.</summary>
internal static class Acts
{
    /// <summary>In the order of the work.</summary>
    public static IEnumerable<CaseAct> All =>
    [
        Act(Right.GrantAid, "certificate", Concern.Hardship, act => act.SendAsync(new GrantAid(act.Id, act.Child, act.Version, act.On, act.Told("scheme"), Yuan(act), act.Choice<AidGroup>("group"), act.Told("term"), act.Told("note")))),
        Act(Right.RecordLiving, "home", null, act => act.SendAsync(new RecordLiving(act.Id, act.Child, act.Version, act.On, YesOrNo(act, "boards"), YesOrNo(act, "mealPlan"), act.Told("note")))),
        Act(Right.PlanLearningSupport, "pencil", Concern.LearningDifficulty, act => act.SendAsync(new PlanLearningSupport(act.Id, act.Child, act.Version, act.On, act.Ticked<WeakPoint>("weak"), act.Told("teacher"), act.DayOrNone("reviewOn"),
            act.Told("cognition"), act.Told("behaviour"), act.Told("feeling"), act.Told("surroundings"), act.Told("shortGoal"), act.Told("longGoal"), act.Told("measures")))),
        Act(Right.ReviewLearningSupport, "circle-check", Concern.LearningDifficulty, act => act.SendAsync(new ReviewLearningSupport(act.Id, act.Child, act.Version, act.On, act.Entry("plan"), act.Choice<LearningProgress>("progress"), act.DayOrNone("nextReviewOn"), act.Told("note")))),
        Act(Right.ScreenMentalHealth, "user-search", Concern.MentalHealth, act => act.SendAsync(new ScreenMentalHealth(act.Id, act.Child, act.Version, act.On, act.Choice<MentalHealthRisk>("risk"), act.DayOrNone("followUpBy"), act.Told("result")))),
        Act(Right.LogIntervention, "mood-smile", Concern.MentalHealth, act => act.SendAsync(new LogIntervention(act.Id, act.Child, act.On, act.Choice<InterventionKind>("kind"), act.DayOrNone("nextOn"), act.Told("note")))),
    ];

    private static CaseAct Act(Right use, string icon, Concern? of, Func<SentAct, Task<Receipt?>> send) => new(use, icon, typeof(HelpFields), send, of);

    private static bool? YesOrNo(SentAct act, string name) => act.Choice<YesNo>(name, optional: true) switch { YesNo.Yes => true, YesNo.No => false, _ => null };

    private static decimal? Yuan(SentAct act) => act.Posted.Amount("yuan", EntryForm.HowYuan);
}
