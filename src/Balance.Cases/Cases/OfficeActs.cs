using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Cases;

/// <summary>What is done in any case, whatever the concern.</summary>
internal static class OfficeActs
{
    /// <summary>In the order of the work.</summary>
    public static IEnumerable<CaseAct> All =>
    [
        Act(Right.OpenCase, "note", act => act.SendAsync(new OpenCase(act.Id, act.Child, act.Choice<Concern>("concern"), act.On, act.Told("note")))),
        Act(Right.FileMandatoryReport, "phone", act => act.SendAsync(new FileMandatoryReport(act.Id, act.Child, act.On, act.Choice<ReportedTo>("to"), act.Told("number"), act.Told("signs"), act.EntryOrNone("about"), act.Ticked<ReportSign>("listed")))),
        Act(Right.RaiseConcern, "note", act => act.SendAsync(new RaiseConcern(act.Id, act.Child, act.Version, act.On, act.Choice<Concern>("concern"), act.Told("note")))),
        Act(Right.WithdrawConcern, "note", act => act.SendAsync(new WithdrawConcern(act.Id, act.Child, act.Version, act.On, act.Choice<Concern>("concern"), act.Told("note")))),
        Act(Right.AddNote, "note", act => act.SendAsync(new AddNote(act.Id, act.Child, act.On, act.Told("text")))),
        Act(Right.Close, "lock", act => act.SendAsync(new CloseCase(act.Id, act.Child, act.Version, act.On, act.Told("why")))),
        Act(Right.CorrectNumber, "user-search", act => act.SendAsync(new CorrectNumber(act.Id, act.Child, act.Version, act.On, act.Told("number"), act.Told("why")))),
        Act(Right.MergeFile, "users", act => act.SendAsync(new MergeFile(act.Id, act.Child, act.Version, act.On, act.Told("number"), act.Told("why")))),
        Act(Right.Reopen, "note", act => act.SendAsync(new ReopenCase(act.Id, act.Child, act.Version, act.On, act.Told("why")))),
    ];

    private static CaseAct Act(Right use, string icon, Func<SentAct, Task<Storage.Desk.Receipt?>> send) => new(use, icon, typeof(OfficeFields), send);
}
