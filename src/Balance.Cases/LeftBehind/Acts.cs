using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using static Balance.Cases.Shell.Text;
using Delegation = Balance.Cases.Domain.Terms.Delegation;

namespace Balance.Cases.LeftBehind;

/// <summary>What is done for a left-behind or harmed child.</summary>
internal static class Acts
{
    /// <summary>In the order of the work.</summary>
    public static IEnumerable<CaseAct> All =>
    [
        Act(Right.LogParentContact, "phone", Concern.LeftBehind, act => act.SendAsync(new LogParentContact(act.Id, act.Child, act.On, act.Choice<ContactOutcome>("outcome"), act.Told("note")))),
        Act(Right.LogCareVisit, "walk", Concern.LeftBehind, act => act.SendAsync(new LogCareVisit(act.Id, act.Child, act.On, act.Choice<CareProgramme>("programme", optional: true), act.Told("note"))))
            with { Day = () => T("走访日期", "Day of the visit"), ElseOf = Concern.Hardship },
        Act(Right.RecordGuardianship, "home", Concern.LeftBehind, act => act.SendAsync(new RecordGuardianship(act.Id, act.Child, act.Version, act.On,
            act.Choice<Caregiver>("caregiver"), act.Choice<Delegation>("delegation"), act.Choice<GuardianshipQuality>("quality", optional: true), act.Days("contactDays"), act.Told("who"), act.Told("note")))),
        Act(Right.AdoptCarePlan, "heart-handshake", Concern.LeftBehind, act => act.SendAsync(new AdoptCarePlan(act.Id, act.Child, act.Version, act.On,
            act.Choice<CareProgramme>("programme"), act.Days("visitDays"), act.DayOrNone("reviewOn"), act.Told("note"))))
            with { ElseOf = Concern.Hardship },
        Act(Right.AdmonishGuardian, "gavel", Concern.LeftBehind, act => act.SendAsync(new AdmonishGuardian(act.Id, act.Child, act.Version, act.On, act.Choice<AdmonishingBody>("admonishedBy"), act.Told("number"), act.Told("why")))),
        Act(Right.ReportHarm, "alert-triangle", null, act => act.SendAsync(new ReportHarm(act.Id, act.Child, act.On, act.Choice<HarmKind>("kind"), act.Ticked<ReportSign>("signs"), act.Told("what")))),
        Act(Right.TakeProtectionStep, "shield-check", Concern.Harm, act => act.SendAsync(new TakeProtectionStep(act.Id, act.Child, act.On, act.Entry("harm"), act.Choice<ProtectionStep>("step"), act.Told("note")))),
        Act(Right.SettleHarm, "circle-check", Concern.Harm, act => act.SendAsync(new SettleHarm(act.Id, act.Child, act.Version, act.On, act.Entry("harm"), act.Choice<HarmOutcome>("outcome"), act.Told("why")))),
    ];

    private static CaseAct Act(Right use, string icon, Concern? of, Func<SentAct, Task<Receipt?>> send) => new(use, icon, typeof(LeftBehindFields), send, of);
}
