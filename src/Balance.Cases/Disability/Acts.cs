using System.Globalization;
using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Shell.Forms;
using Balance.Cases.Storage.Desk;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Disability;

/// <summary>What is done for a disabled child by a form of the case page.</summary>
internal static class Acts
{
    /// <summary>In the order of the work.</summary>
    public static IEnumerable<CaseAct> All =>
    [
        Placing(Right.RegisterDisability, "disabled", act => act.SendAsync(new RegisterDisability(act.Id, act.Child, act.On, act.Choice<DisabilityCategory>("category"),
            (int?)act.Posted.Number("disabilityLevel", min: 1, max: 4), act.Choice<RegistrationSource>("source"), act.DayOrNone("certifiedOn"), act.Told("certificate"), act.Told("note"))))
            with { Day = () => T("登记日期", "Registered on") },
        Placing(Right.AssessNeeds, "user-search", act => act.SendAsync(new AssessNeeds(act.Id, act.Child, act.Version, act.On, act.Choice<Placement>("advised", optional: true), act.DayOrNone("reassessOn"), act.Told("members"), act.Told("result"))))
            with { Day = () => T("评估日期", "Assessed on") },
        Placing(Right.DecidePlacement, "school", act => act.SendAsync(new DecidePlacement(act.Id, act.Child, act.Version, act.On, act.Choice<Placement>("placement"), act.Told("school"), act.DayOrNone("until"), act.Told("note")))),
        Placing(Right.ContestPlacement, "scale", act => act.SendAsync(new ContestPlacement(act.Id, act.Child, act.Version, act.On, act.Choice<Contestant>("contestant"), act.Told("why")))),
        Placing(Right.EndPlacement, "note", act => act.SendAsync(new EndPlacement(act.Id, act.Child, act.Version, act.On, act.Choice<PlacementEnd>("reason"), act.Told("note")))),
        Planning(Right.AdoptEducationPlan, "list-details", act => act.SendAsync(new AdoptEducationPlan(act.Id, act.Child, act.Version, act.On, act.DayOrNone("reviewOn"), act.Told("levelNow"),
            GoalsOf(act.Posted), ServicesOf(act.Posted), act.Told("participants"), act.Posted.Ticked("guardianSigned"), act.Told("note"))))
            with { Day = () => T("制定日期", "Adopted on") },
        Planning(Right.ReviewEducationPlan, "list-details", act => act.SendAsync(new ReviewEducationPlan(act.Id, act.Child, act.Version, act.On, ReviewsOf(act.Posted), act.DayOrNone("nextReviewOn"), act.Posted.Ticked("guardianSigned"), act.Told("note"))))
            with { Day = () => T("复查日期", "Reviewed on") },
        Planning(Right.EndEducationPlan, "note", act => act.SendAsync(new EndEducationPlan(act.Id, act.Child, act.Version, act.On, act.Choice<PlanEnd>("reason"), act.Told("note")))),
        AtHome(Right.ScheduleHomeTeaching, "calendar", act => act.SendAsync(new ScheduleHomeTeaching(act.Id, act.Child, act.Version, act.On, act.Told("mainTeacher"), act.Told("assistantTeacher"),
            act.Choice<SchedulePeriod>("per"), (int?)act.Posted.Number("visits", min: 1, max: 31), HoursOf(act.Posted, "hoursEach"), act.Posted.Day("until"), act.Told("note"))))
            with { Day = () => T("从哪天起", "From") },
        AtHome(Right.LogHomeTeaching, "school", act => act.SendAsync(new LogHomeTeaching(act.Id, act.Child, act.On, HoursOf(act.Posted, "hours"), act.Told("mainTeacher"), act.Told("assistantTeacher"), TimeOf(act.Posted, "startedAt"),
            NumbersOf(act.Posted), act.Told("performance"), act.Posted.Ticked("guardianSigned"), act.Entry("makesUp") is var missed && missed == Guid.Empty ? null : missed, act.Told("note"))))
            with { Day = () => T("送教日期", "Day of the session") },
        AtHome(Right.LogMissedSession, "alert-circle", act => act.SendAsync(new LogMissedSession(act.Id, act.Child, act.On, act.Choice<MissedReason>("reason"), HoursOf(act.Posted, "hours"), act.DayOrNone("makeUpBy"), act.Told("note"))))
            with { Day = () => T("本应送教的日期", "Day of the session") },
        Placing(Right.ReferRehabilitation, "heart-handshake", act => act.SendAsync(new ReferRehabilitation(act.Id, act.Child, act.Version, act.On, act.Choice<RehabilitationKind>("kind"), act.DayOrNone("answerBy"), act.Told("why")))),
        Placing(Right.AnswerRehabilitation, "heart-handshake", act => act.SendAsync(new AnswerRehabilitation(act.Id, act.Child, act.Version, act.On, act.Entry("referral"), act.DayOrNone("reassessOn"), act.Told("advice")))),
        AtCentre(Right.AskResourceCentre, act => act.SendAsync(new AskResourceCentre(act.Id, act.Child, act.Version, act.On, act.Told("centre"), act.Told("note"))))
            with { Day = () => T("移交日期", "Handed over on") },
        AtCentre(Right.AnswerResourceCentre, act => act.SendAsync(new AnswerResourceCentre(act.Id, act.Child, act.Version, act.On, act.Entry("handover"), act.Choice<CentreAnswer>("answer"), act.Told("note")))),
    ];

    /// <summary>Long-term goals that the form has room for, and short-term ones of each.</summary>
    internal const int LongGoals = 3, ShortGoals = 2;

    /// <summary>Services that the form has room for.</summary>
    internal const int Services = 4;

    /// <summary>Goals of a plan that the form of a review or of a session has room for: as many as a plan can have.</summary>
    internal const int MostGoals = 30;

    private static CaseAct Placing(Right use, string icon, Func<SentAct, Task<Receipt?>> send) => new(use, icon, typeof(PlacementFields), send, Concern.Disability);

    private static CaseAct Planning(Right use, string icon, Func<SentAct, Task<Receipt?>> send) => new(use, icon, typeof(PlanFields), send, Concern.Disability);

    private static CaseAct AtHome(Right use, string icon, Func<SentAct, Task<Receipt?>> send) => new(use, icon, typeof(HomeTeachingFields), send, Concern.Disability);

    private static CaseAct AtCentre(Right use, Func<SentAct, Task<Receipt?>> send) => new(use, "heart-handshake", typeof(CentreFields), send, Concern.Disability);

    private static List<ToldGoal> GoalsOf(Posted posted)
    {
        var goals = new List<ToldGoal>();
        for (var row = 1; row <= LongGoals; row++)
        {
            if (posted.Text($"long{row}", optional: row > 1) is not { } text) continue;
            goals.Add(new ToldGoal(GoalTerm.Long, null, text, null));
            var of = goals.Count;
            for (var part = 1; part <= ShortGoals; part++)
                if (posted.Text($"short{row}-{part}", optional: true) is { } step)
                    goals.Add(new ToldGoal(GoalTerm.Short, of, step, posted.Text($"measure{row}-{part}")));
        }
        return goals;
    }

    private static List<ToldService> ServicesOf(Posted posted) =>
    [
        .. from row in Enumerable.Range(1, Services)
           let kind = posted.Choice<ServiceKind>($"kind{row}", optional: row > 1)
           where kind is not null
           select new ToldService(kind, posted.Choice<SchedulePeriod>($"per{row}"), (int?)posted.Number($"times{row}", min: 1, max: 100), (int?)posted.Number($"minutes{row}", min: 1, max: 600),
               posted.Choice<ServicePlace>($"place{row}"), posted.Text($"who{row}", optional: true)),
    ];

    private static List<ToldReview> ReviewsOf(Posted posted) =>
    [
        .. from number in Enumerable.Range(1, MostGoals)
           where posted.Raw($"asked{number}").Length > 0
           select new ToldReview(number, posted.Choice<GoalResult>($"result{number}"), posted.Text($"remark{number}", optional: true)),
    ];

    private static List<int> NumbersOf(Posted posted) => [.. Enumerable.Range(1, MostGoals).Where(number => posted.Ticked($"goal{number}"))];

    private static decimal? HoursOf(Posted posted, string name) => posted.Amount(name, EntryForm.HowHours);

    private static TimeOnly? TimeOf(Posted posted, string name)
    {
        if (posted.Text(name, optional: true) is not { } text) return null;
        if (TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)) return at;
        posted.Problems.Add(name, T("时间应写作 14:30。", "Write the time as 14:30."));
        return null;
    }
}
