using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Migrants;

/// <summary>What is done about the place of a migrant child, and where a child moves.</summary>
internal static class Acts
{
    /// <summary>In the order of the work.</summary>
    public static IEnumerable<CaseAct> All =>
    [
        Act(Right.SecurePlace, "school", act => act.SendAsync(new SecurePlace(act.Id, act.Child, act.Version, act.On, act.Told("school"), act.Choice<Ownership>("ownership"),
            act.Choice<PlaceProof>("proof"), act.Posted.Ticked("mixed"), act.Told("note"))), Concern.Migrant),
        Act(Right.FileFeeComplaint, "alert-circle", act => act.SendAsync(new FileFeeComplaint(act.Id, act.Child, act.On, act.Told("school"), act.Told("what"))), Concern.Migrant),
        Act(Right.AnswerFeeComplaint, "scale", act => act.SendAsync(new AnswerFeeComplaint(act.Id, act.Child, act.Version, act.On, act.Entry("complaint"), act.Choice<ComplaintOutcome>("outcome"), act.Told("note"))), Concern.Migrant),
        Act(Right.AnswerTransition, "school", act => act.SendAsync(new AnswerTransition(act.Id, act.Child, act.Version, act.On, act.Entry("handed"), act.Choice<TransitionAnswer>("answer"), act.Told("note")))),
        Act(Right.TransferStudent, "arrow-up-right", act => act.SendAsync(new TransferStudent(act.Id, act.Child, act.Version, act.On, act.Choice<TransferReach>("reach"),
            act.Told(act.Posted.Raw("reach") == TransferReach.ToOtherCounty.Code() ? "schoolThere" : "toSchool"), act.Told("toCounty") ?? act.Told("otherCounty"), act.Told("note"))))
            with { Day = () => T("转学日期", "Left on") },
        Act(Right.AcceptTransfer, "door-enter", act => act.SendAsync(new AcceptTransfer(act.Id, act.Child, act.Version, act.On, act.Entry("transfer"), act.Told("note")))),
        Act(Right.ReturnTransfer, "arrow-back-up", act => act.SendAsync(new ReturnTransfer(act.Id, act.Child, act.Version, act.On, act.Entry("transfer"), act.Choice<TransferReturn>("reason"), act.Told("note")))),
    ];

    private static CaseAct Act(Right use, string icon, Func<SentAct, Task<Receipt?>> send, Concern? of = null) => new(use, icon, typeof(MigrantFields), send, of);
}
