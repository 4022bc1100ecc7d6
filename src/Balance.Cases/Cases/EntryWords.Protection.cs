using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Cases;

public sealed partial record EntryWords
{
    private static EntryWords? OfProtection(StudentEvent happened) => happened switch
    {
        GuardianshipRecorded e => Words(T("登记监护情况", "Guardianship recorded"),
            [
                Fact(T("照料人", "Caregiver"), Say(e.Caregiver)), Fact(T("委托照护", "Delegation"), Say(e.Delegation)), e.Quality is { } quality ? Fact(T("监护评估", "Guardianship"), Say(quality)) : null,
                e.ContactDays is { } days ? Fact(T("父母联系", "Parents in touch"), T($"每 {Count(days)} 天", $"every {Count(days)} days")) : null,
            ], Told(T("照料人与联系方式", "Who, and how to reach them"), e.Who), Note(e.Note)),
        ParentContactLogged e => Words(T($"父母联系：{Say(e.Outcome)}", $"Parents: {Say(e.Outcome)}"), [], Note(e.Note)),
        CarePlanAdopted e => Words(T($"关爱计划：{Say(e.Programme)}", $"Care plan: {Say(e.Programme)}"),
            [Fact(T("走访", "Visits"), T($"每 {Count(e.VisitDays)} 天", $"every {Count(e.VisitDays)} days")), Until(T("复查期限", "Review by"), e.ReviewOn)], Note(e.Note)),
        CareVisitLogged e => Words(T("关爱走访", "Care visit"), [e.Programme is { } programme ? Fact(T("项目", "Programme"), Say(programme)) : null], Note(e.Note)),
        GuardianAdmonished e => Words(T($"训诫监护人（{Say(e.AdmonishedBy)}）", $"Guardian admonished by {Say(e.AdmonishedBy)}"), [Number(e.Number)], Told(T("原因", "Why"), e.Why)),
        HarmReported e => Words(T($"报告侵害：{Say(e.Kind)}", $"Harm reported: {Say(e.Kind)}"), [.. e.Signs.Select(Sign)], Told(T("情形", "What happened"), e.What)),
        ProtectionStepTaken e => Words(T($"保护措施：{Say(e.Step)}", $"Protection: {Say(e.Step)}"), [], Note(e.Note)),
        HarmSettled e => Words(T($"侵害处置完结：{Say(e.Outcome)}", $"Harm settled: {Say(e.Outcome)}"), [], Told(T("说明", "Why"), e.Why)),
        MandatoryReportFiled e => Words(T("强制报告", "Mandatory report"), [Fact(T("报告对象", "Reported to"), To(e.To)), Number(e.Number), .. (e.Listed ?? []).Select(Sign)], Told(T("情形", "Signs"), e.Signs)),
        _ => null,
    };

    private static EntryFact? Sign(ReportSign sign) => Fact(T("情形", "Sign"), Say(sign));
}
