using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Shell.Forms;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Cases;

/// <summary>How a field of an entry is asked for when the entry is corrected.</summary>
public enum FieldLook
{
    Day,
    Choice,
    Number,
    Text,
}

/// <summary>One field of an entry: its name as <see cref="RightFields"/> calls it, what stands there now, and how it is asked for.</summary>
public sealed record EntryField(string Name, string Label, FieldLook Look, string? Now, bool Optional, IReadOnlyList<Option>? Options = null);

/// <summary>The fields of an entry's kind, and what an officer said is right.</summary>
public static class EntryForm
{
    /// <summary>Fields in the order in which they are read.</summary>
    public static IReadOnlyList<EntryField> FieldsOf(StudentEvent happened) =>
        [OfDay("happenedOn", T("发生日期", "Day"), happened.OccurredOn), .. Own(happened)];

    /// <summary>How lesson hours are written.</summary>
    public static string HowHours => T("课时应写作 2 或 1.5。", "Write the hours as 2 or 1.5.");

    /// <summary>How an amount of money is written.</summary>
    public static string HowYuan => T("请填写金额，如 625 或 625.50。", "Give the amount, such as 625 or 625.50.");

    /// <summary>Whether the kind has narrative that can be said anew.</summary>
    public static bool HasText(StudentEvent happened) => RightFields.NamesOf(happened).Contains(nameof(RightFields.Text));

    /// <summary>Whether the kind says who met whom.</summary>
    public static bool HasWho(StudentEvent happened) => RightFields.NamesOf(happened).Contains(nameof(RightFields.Who));

    /// <summary>What differs from what stands; a field emptied is named in <see cref="RightFields.Clear"/>.</summary>
    public static RightFields Read(Posted posted, StudentEvent happened)
    {
        var changed = FieldsOf(happened).Where(field => posted.Raw(field.Name).Trim() != (field.Now ?? "")).ToDictionary(field => field.Name);
        bool Given(string name) => changed.ContainsKey(name) && posted.Raw(name).Trim().Length > 0;
        DateOnly? On(string name) => Given(name) ? posted.Day(name) : null;
        TTerm? One<TTerm>(string name) where TTerm : struct, Enum => Given(name) ? posted.Choice<TTerm>(name) : null;
        string? Said(string name) => Given(name) ? posted.Text(name) : null;

        string[] emptied = [.. changed.Values.Where(field => field.Optional && posted.Raw(field.Name).Trim().Length == 0).Select(field => field.Name)];
        return new RightFields(
            On("happenedOn"), One<Concern>("concern"), One<Finding>("finding"), On("until"), On("absentSince"), One<DropoutReason>("reason"), Said("school"),
            Given("grade") ? (int?)posted.Number("grade", min: 1, max: 9) : null, One<Level>("level"), One<VisitOutcome>("outcome"), On("promisedOn"), One<ReportAddressee>("to"),
            Said("number"), One<LegalStep>("step"), On("servedOn"), On("deadline"), On("due"), One<ReturnPlacement>("placement"), One<AttendanceResult>("result"),
            HasText(happened) ? posted.Text("text", optional: true) : null, HasWho(happened) ? posted.Text("who", optional: true) : null,
            emptied.Length > 0 ? emptied : null,
            Said("choice"), Given("hours") ? posted.Amount("hours", HowHours) : null, Given("yuan") ? posted.Amount("yuan", HowYuan) : null);
    }

    private static IEnumerable<EntryField> Own(StudentEvent happened) => happened switch
    {
        CaseOpened e => [Of("concern", T("关注类型", "Concern"), e.Concern)],
        ConcernRaised e => [Of("concern", T("关注类型", "Concern"), e.Concern)],
        ConcernWithdrawn e => [Of("concern", T("关注类型", "Concern"), e.Concern)],
        AbsenceReported e => [OfDay("absentSince", T("缺课起始日", "Absent since"), e.AbsentSince)],
        SuspicionVerified e => [Of("finding", T("核查结论", "Finding"), e.Finding), MayBe(OfDay("until", T("有效至", "Until"), e.Until))],
        DropoutConfirmed e => [Of("reason", T("原因", "Reason"), e.Reason), School(e.School), Grade(e.Grade)],
        PersuasionAssigned e => [Of("level", T("层级", "Level"), e.Level), OfDay("due", T("完成期限", "Due"), e.Due)],
        PersuasionVisitLogged e => [Of("level", T("层级", "Level"), e.Level), MayBe(Of("outcome", T("结果", "Outcome"), e.Outcome)), MayBe(OfDay("promisedOn", T("承诺返校日", "Promised on"), e.PromisedOn))],
        WrittenReportFiled e => [Of("to", T("报给", "To"), e.To), Number(e.Number)],
        LegalStepTaken e => [Of("step", T("步骤", "Step"), e.Step), Number(e.Number), MayBe(OfDay("servedOn", T("送达日期", "Served on"), e.ServedOn)), MayBe(OfDay("deadline", T("限期", "Deadline"), e.Deadline))],
        StudentReturned e => [Of("placement", T("安置", "Placement"), e.Placement), School(e.School), Grade(e.Grade)],
        AttendanceChecked e => [Of("result", T("到校情况", "Result"), e.Result)],
        MandatoryReportFiled e => [Number(e.Number)],

        DisabilityRegistered e => [Choice(T("残疾类别", "Category"), e.Category)],
        NeedsAssessed e => [MayBe(Choice(T("建议安置", "Advised placement"), e.Advised)), MayBe(Due(T("复评期限", "Assess again by"), e.ReassessOn))],
        PlacementDecided e => [School(e.School), MayBe(OfDay("until", T("缓学至", "Deferred until"), e.Until))],
        PlacementContested e => [Choice(T("提出方", "Contested by"), e.Contestant)],
        PlacementEnded e => [Choice(T("原因", "Reason"), e.Reason)],
        EducationPlanAdopted e => [MayBe(Due(T("复查期限", "Review by"), e.ReviewOn))],
        EducationPlanReviewed e => [MayBe(Due(T("下次复查", "Next review"), e.NextReviewOn))],
        EducationPlanEnded e => [Choice(T("原因", "Reason"), e.Reason)],
        HomeTeachingScheduled e => [Hours(T("每次课时", "Hours each"), e.HoursEach), OfDay("until", T("安排至", "Until"), e.Until)],
        HomeTeachingSessionDelivered e => [Hours(T("课时", "Hours"), e.Hours)],
        HomeTeachingSessionMissed e => [Choice(T("原因", "Reason"), e.Reason), Hours(T("课时", "Hours"), e.Hours), MayBe(Due(T("补课期限", "Make up by"), e.MakeUpBy))],
        RehabilitationReferred e => [Choice(T("转介类别", "Kind"), e.Kind), MayBe(Due(T("答复期限", "Answer by"), e.AnswerBy))],
        RehabilitationAnswered e => [MayBe(Due(T("复评期限", "Assess again by"), e.ReassessOn))],

        ParentContactLogged e => [Choice(T("联系情况", "Contact"), e.Outcome)],
        CarePlanAdopted e => [Choice(T("项目", "Programme"), e.Programme), MayBe(Due(T("复查期限", "Review by"), e.ReviewOn))],
        CareVisitLogged e => [MayBe(Choice(T("项目", "Programme"), e.Programme))],
        GuardianAdmonished e => [Choice(T("训诫单位", "Admonished by"), e.AdmonishedBy), Number(e.Number)],
        HarmReported e => [Choice(T("侵害类别", "Kind"), e.Kind)],
        ProtectionStepTaken e => [Choice(T("保护措施", "Step"), e.Step)],
        HarmSettled e => [Choice(T("结果", "Outcome"), e.Outcome)],

        AidGranted e => [MayBe(new("yuan", T("金额（元）", "Yuan"), FieldLook.Text, e.Yuan is { } yuan ? EntryWords.Amount(yuan) : null, Optional: false)), MayBe(Choice(T("对象类别", "Group"), e.Group))],
        LearningSupportPlanned e => [Due(T("复查期限", "Review by"), e.ReviewOn)],
        LearningSupportReviewed e => [Choice(T("进展", "Progress"), e.Progress), MayBe(Due(T("下次复查", "Next review"), e.NextReviewOn))],
        MentalHealthScreened e => [Choice(T("风险", "Risk"), e.Risk), MayBe(Due(T("跟进期限", "Follow up by"), e.FollowUpBy))],
        InterventionLogged e => [Choice(T("干预方式", "Kind"), e.Kind), MayBe(Due(T("下次", "Next"), e.NextOn))],

        SchoolPlaceSecured e => [School(e.School) with { Optional = false }, Choice(T("学位性质", "Ownership"), e.Ownership)],
        FeeComplaintFiled e => [School(e.School) with { Optional = false }],
        FeeComplaintAnswered e => [Choice(T("处理结果", "Outcome"), e.Outcome)],
        _ => [],
    };

    private static EntryField Choice<TTerm>(string label, TTerm? now) where TTerm : struct, Enum => Of("choice", label, now);

    private static EntryField Choice<TTerm>(string label, TTerm now) where TTerm : struct, Enum => Of("choice", label, now);

    private static EntryField Due(string label, DateOnly? day) => OfDay("due", label, day);

    private static EntryField Hours(string label, decimal hours) => new("hours", label, FieldLook.Text, EntryWords.Amount(hours), Optional: false);

    private static EntryField Of<TTerm>(string name, string label, TTerm? now) where TTerm : struct, Enum =>
        new(name, label, FieldLook.Choice, now?.Code(), Optional: false, Option.Of<TTerm>());

    private static EntryField Of<TTerm>(string name, string label, TTerm now) where TTerm : struct, Enum => Of<TTerm>(name, label, (TTerm?)now);

    private static EntryField OfDay(string name, string label, DateOnly? day) => new(name, label, FieldLook.Day, day is null ? null : Day(day), Optional: false);

    private static EntryField School(string? code) => new("school", T("学校标识码", "School"), FieldLook.Text, code, Optional: true);

    private static EntryField Grade(int? grade) => new("grade", T("年级", "Grade"), FieldLook.Number, grade?.ToString(System.Globalization.CultureInfo.InvariantCulture), Optional: true);

    private static EntryField Number(string? number) => new("number", T("文号", "Number"), FieldLook.Text, number, Optional: true);

    private static EntryField MayBe(EntryField field) => field with { Optional = true };
}
