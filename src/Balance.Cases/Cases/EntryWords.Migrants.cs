using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Cases;

public sealed partial record EntryWords
{
    private static EntryWords? OfMigrants(StudentEvent happened, Func<string, string> nameOf) => happened switch
    {
        SchoolPlaceSecured e => Words(T($"落实学位：{Say(e.Ownership)}", $"Place secured: {Say(e.Ownership)}"),
            [Unit(T("学校", "School"), e.School, nameOf), Fact(T("依据", "Proof"), Say(e.Proof)), Fact(T("混合编班", "Mixed class"), e.Mixed ? T("是", "yes") : T("否", "no"))], Note(e.Note)),
        FeeComplaintFiled e => Words(T("投诉多收费", "Complaint about fees"), [Unit(T("学校", "School"), e.School, nameOf)], Told(T("情况", "What"), e.What)),
        FeeComplaintAnswered e => Words(T($"收费投诉答复：{Say(e.Outcome)}", $"Complaint answered: {Say(e.Outcome)}"), [], Note(e.Note)),
        TransitionHandedOver e => Words(T("小升初移交", "Handed over to junior school"),
            [Unit(T("移出学校", "From"), e.FromSchool, nameOf), Unit(T("接收学校", "To"), e.ToSchool, nameOf), Until(T("答复期限", "Answer by"), e.AnswerBy)]),
        TransitionAnswered e => Words(T($"小升初：{Say(e.Answer)}", $"Transition: {Say(e.Answer)}"), [], Note(e.Note)),
        StudentTransferred e => Words(T($"{Say(e.Reach)}", $"Transfer: {Say(e.Reach)}"),
            [Unit(T("转出学校", "From"), e.FromSchool, nameOf), Unit(T("转入学校", "To"), e.ToSchool, nameOf), Fact(T("转入县区划代码", "To county"), e.ToCounty ?? ""), Fact(T("谁来答复", "Who answers"), e.Reach != TransferReach.ToOtherCounty ? "" : e.CountyAnswers == true ? T("对方教育局在本系统中答复", "that county's bureau, in this system") : T("对方不在本系统，由本县教育局凭回执登记", "it is not in this system: the own bureau records what it was told")),
                Until(T("答复期限", "Answer by"), e.AnswerBy)], Note(e.Note)),
        TransferAccepted e => Words(T("接收转学", "Transfer accepted"), [Unit(T("学校", "School"), e.School, nameOf)], Note(e.Note)),
        CaseReceived e => Words(T("由外县接收", "Received from another county"),
            [Fact(T("转出县", "From county"), e.FromCounty), Unit(T("学校", "School"), e.School, nameOf), Fact(T("随转档案", "History"), T($"{e.History} 条", $"{e.History} entries")), Fact(T("在外县时", "It stood there as"), Say(e.Stood))]),
        TransferReturned e => Words(T($"转学退回：{Say(e.Reason)}", $"Transfer came back: {Say(e.Reason)}"), [], Note(e.Note)),
        _ => null,
    };
}
