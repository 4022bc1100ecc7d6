using System.Globalization;
using Balance.Cases.Domain.Students;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Cases;

public sealed partial record EntryWords
{
    private static EntryWords? OfDisability(StudentEvent happened, Func<string, string> nameOf) => happened switch
    {
        DisabilityRegistered e => Words(T($"登记残疾：{Say(e.Category)}", $"Disability registered: {Say(e.Category)}"),
            [Fact(T("等级", "Level"), Count(e.DisabilityLevel)), Fact(T("来源", "Source"), Say(e.Source)), Until(T("发证日期", "Certified on"), e.CertifiedOn)],
            Told(T("残疾人证号", "Certificate"), e.Certificate), Note(e.Note)),
        NeedsAssessed e => Words(T("专家委员会评估", "Assessed by the expert committee"),
            [e.Advised is { } advised ? Fact(T("建议安置", "Advised placement"), Say(advised)) : null, Until(T("复评期限", "Assess again by"), e.ReassessOn)],
            Told(T("参加人员", "Members"), e.Members), Told(T("评估结果", "Result"), e.Result)),
        PlacementDecided e => Words(T($"安置：{Say(e.Placement)}", $"Placement: {Say(e.Placement)}"), [Unit(T("学校", "School"), e.School, nameOf), Until(T("缓学至", "Deferred until"), e.Until)], Note(e.Note)),
        PlacementContested e => Words(T($"{Say(e.Contestant)}对安置有异议", $"Placement contested by the {Say(e.Contestant)}"), [], Told(T("理由", "Why"), e.Why)),
        PlacementEnded e => Words(T($"安置结束：{Say(e.Reason)}", $"Placement ended: {Say(e.Reason)}"), [], Note(e.Note)),
        EducationPlanAdopted e => Words(T("个别化教育计划", "Education plan adopted"),
            [Until(T("复查期限", "Review by"), e.ReviewOn), .. (e.Services ?? []).Select(Service), Signed(e.GuardianSigned)],
            [Told(T("现有水平与优势", "Level now, strengths"), e.LevelNow), .. (e.Goals ?? []).SelectMany(Goal), Told(T("参与人", "Participants"), e.Participants), Note(e.Note)]),
        EducationPlanReviewed e => Words(T("复查教育计划", "Education plan reviewed"),
            [.. e.Goals.Select(goal => Fact(T($"目标 {Count(goal.Number)}", $"Goal {Count(goal.Number)}"), Say(goal.Result))), Until(T("下次复查", "Next review"), e.NextReviewOn), Signed(e.GuardianSigned)],
            [.. e.Goals.Select(goal => Told(T($"目标 {Count(goal.Number)}", $"Goal {Count(goal.Number)}"), goal.Note)), Note(e.Note)]),
        EducationPlanEnded e => Words(T($"教育计划结束：{Say(e.Reason)}", $"Education plan ended: {Say(e.Reason)}"), [], Note(e.Note)),
        HomeTeachingScheduled e => Words(T("安排送教上门", "Home teaching scheduled"),
            [
                Fact(T("频次", "How often"), T($"{Say(e.Per)} {Count(e.Visits)} 次，每次 {Amount(e.HoursEach)} 课时", $"{Count(e.Visits)} times {Say(e.Per)}, {Amount(e.HoursEach)} hours each")),
                Fact(T("主送教教师", "Main teacher"), e.MainTeacher), Fact(T("协同教师", "Assisting teacher"), e.AssistantTeacher ?? ""), Until(T("安排至", "Until"), e.Until),
            ], Note(e.Note)),
        HomeTeachingSessionDelivered e => Words(T("送教上门", "Home teaching session"),
            [
                Fact(T("课时", "Hours"), Amount(e.Hours)), e.StartedAt is { } at ? Fact(T("开始时间", "Began at"), at.ToString("HH:mm", CultureInfo.InvariantCulture)) : null,
                Fact(T("主送教教师", "Main teacher"), e.MainTeacher ?? ""), Fact(T("协同教师", "Assisting teacher"), e.AssistantTeacher ?? ""),
                Fact(T("训练目标", "Goals worked on"), string.Join(T("、", ", "), (e.Goals ?? []).Select(Count))), Signed(e.GuardianSigned),
            ], Told(T("学生表现", "What the child did"), e.Performance), Note(e.Note)),
        HomeTeachingSessionMissed e => Words(T($"未送教：{Say(e.Reason)}", $"Session missed: {Say(e.Reason)}"),
            [Fact(T("课时", "Hours"), Amount(e.Hours)), Until(T("补课期限", "Make up by"), e.MakeUpBy)], Note(e.Note)),
        RehabilitationReferred e => Words(T($"医教结合转介：{Say(e.Kind)}", $"Referred: {Say(e.Kind)}"), [Until(T("答复期限", "Answer by"), e.AnswerBy)], Told(T("原因", "Why"), e.Why)),
        RehabilitationAnswered e => Words(T("转介答复", "Referral answered"), [Until(T("复评期限", "Assess again by"), e.ReassessOn)], Told(T("建议", "Advice"), e.Advice)),
        ResourceCentreAsked e => Words(T("移交特教资源中心", "Handed to a resource centre"),
            [Unit(T("移交给", "To"), e.Centre, nameOf), Unit(T("由", "From"), e.FromCentre, nameOf), Until(T("答复期限", "Answer by"), e.AnswerBy)], Note(e.Note)),
        ResourceCentreAnswered e => Words(T($"资源中心：{Say(e.Answer)}", $"Resource centre: {Say(e.Answer)}"), [], Note(e.Note)),
        _ => null,
    };

    private static EntryFact? Service(PlanService service) => Fact(Say(service.Kind),
        T($"{Say(service.Per)} {Count(service.Times)} 次，每次 {Count(service.Minutes)} 分钟，{Say(service.Place)}", $"{Count(service.Times)} times {Say(service.Per)}, {Count(service.Minutes)} minutes, {Say(service.Place)}"));

    private static IEnumerable<SealedFact?> Goal(PlanGoal goal) =>
    [
        Told($"{Say(goal.Term)} {Count(goal.Number)}", goal.Text), Told(T($"目标 {Count(goal.Number)} 的衡量", $"Measure of goal {Count(goal.Number)}"), goal.Measure),
    ];

    private static EntryFact? Signed(bool? signed) => signed is { } has ? new(T("家长签字", "Guardian's signature"), has ? T("已签", "signed") : T("未签", "not signed")) : null;
}
