using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Shell.Forms;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Cases;

/// <summary>How a field of an entry is asked for when the entry is corrected.</summary>
internal enum FieldLook
{
    Day,
    Choice,
    Number,
    Text,
}

/// <summary>One field of an entry: its name as <see cref="RightFields"/> calls it, what stands there now, and how it is asked for.</summary>
internal sealed record EntryField(string Name, string Label, FieldLook Look, string? Now, bool Optional, IReadOnlyList<Option>? Options = null);

/// <summary>The fields of an entry's kind, and what an officer said is right.</summary>
internal static class EntryForm
{
    /// <summary>Fields in the order in which they are read.</summary>
    public static IReadOnlyList<EntryField> FieldsOf(StudentEvent happened) =>
        [OfDay("happenedOn", T("发生日期", "Day"), happened.OccurredOn), .. Own(happened)];

    /// <summary>Whether the kind has narrative that can be said anew.</summary>
    public static bool HasText(StudentEvent happened) => happened is CaseOpened or ConcernRaised or ConcernWithdrawn or AbsenceReported or SuspicionVerified or DropoutConfirmed
        or PersuasionVisitLogged or WrittenReportFiled or PersuasionEscalated or LegalStepTaken or StudentReturned or ReturnConfirmed or AttendanceChecked
        or MandatoryReportFiled or NoteAdded or CaseClosed or CaseReopened;

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
            HasText(happened) ? posted.Text("text", optional: true) : null, happened is PersuasionVisitLogged ? posted.Text("who", optional: true) : null,
            emptied.Length > 0 ? emptied : null);
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
        _ => [],
    };

    private static EntryField Of<TTerm>(string name, string label, TTerm? now) where TTerm : struct, Enum =>
        new(name, label, FieldLook.Choice, now?.Code(), Optional: false, Option.Of<TTerm>());

    private static EntryField Of<TTerm>(string name, string label, TTerm now) where TTerm : struct, Enum => Of<TTerm>(name, label, (TTerm?)now);

    private static EntryField OfDay(string name, string label, DateOnly? day) => new(name, label, FieldLook.Day, day is null ? null : Day(day), Optional: false);

    private static EntryField School(string? code) => new("school", T("学校标识码", "School"), FieldLook.Text, code, Optional: true);

    private static EntryField Grade(int? grade) => new("grade", T("年级", "Grade"), FieldLook.Number, grade?.ToString(System.Globalization.CultureInfo.InvariantCulture), Optional: true);

    private static EntryField Number(string? number) => new("number", T("文号", "Number"), FieldLook.Text, number, Optional: true);

    private static EntryField MayBe(EntryField field) => field with { Optional = true };
}
