using System.Globalization;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Cases;

/// <summary>A label and what stands beside it.</summary>
public sealed record EntryFact(string Label, string Value);

/// <summary>A narrative of an entry, still sealed.</summary>
public sealed record SealedFact(string Label, SealedText Text);

/// <summary>What an entry says, in words that a person would use.</summary>
/// <param name="Title">In one line.</param>
/// <param name="Facts">What it states beside.</param>
/// <param name="Narrative">What was told, sealed.</param>
public sealed partial record EntryWords(string Title, IReadOnlyList<EntryFact> Facts, IReadOnlyList<SealedFact> Narrative)
{
    /// <summary>The words of an event.</summary>
    /// <param name="nameOf">Name of a school or township by its code.</param>
    public static EntryWords Of(StudentEvent happened, Func<string, string> nameOf) => happened switch
    {
        CaseOpened e => Words(T("建档", "Case opened"), [Fact(T("关注类型", "Concern"), Say(e.Concern))], Note(e.Note)),
        ConcernRaised e => Words(T($"增加关注：{Say(e.Concern)}", $"Concern raised: {Say(e.Concern)}"), [Until(T("由外县转来时处于心理危机，跟进期限", "Came in a crisis from another county, follow up by"), e.FollowUpBy)], Note(e.Note)),
        ConcernWithdrawn e => Words(T($"结束关注：{Say(e.Concern)}", $"Concern ended: {Say(e.Concern)}"), [], Note(e.Note)),
        DropoutSuspected e => Words(T("排查发现疑似辍学", "Suspected by screening"), [.. e.Evidence.Select(Evidence), Fact(T("政策包", "Policy pack"), e.Pack)]),
        SuspicionWithdrawn e => Words(T("疑似已排除", "Suspicion withdrawn"), [Evidence(e.Evidence)]),
        SuspicionVerified e => Words(T($"核查：{Say(e.Finding)}", $"Verified: {Say(e.Finding)}"), [Until(T("有效至", "Stands until"), e.Until)], Told(T("佐证", "Evidence"), e.Proof)),
        AbsenceReported e => Words(T("报告缺课", "Absence reported"), [Until(T("缺课起始日", "Absent since"), e.AbsentSince)], Note(e.Note)),
        DropoutConfirmed e => Words(T($"确认辍学：{Say(e.Reason)}", $"Dropout confirmed: {Say(e.Reason)}"),
            [Unit(T("原学校", "School left"), e.School, nameOf), Grade(e.Grade)], Note(e.Note)),
        PersuasionAssigned e => Words(T($"分派劝返（{Say(e.Level)}）", $"Persuasion assigned ({Say(e.Level)})"),
            [Fact(T("负责人", "Officer"), e.Officer), Until(T("完成期限", "Due"), e.Due)]),
        PersuasionVisitLogged e => Words(
            e.Outcome is { } outcome ? T($"{Say(e.Level)}劝返：{Say(outcome)}", $"Visit by the {Say(e.Level)}: {Say(outcome)}") : T($"{Say(e.Level)}劝返", $"Visit by the {Say(e.Level)}"),
            [Until(T("承诺返校日", "Promised to return on"), e.PromisedOn)], Told(T("走访人员与对象", "Who met whom"), e.Who), Note(e.Note)),
        WrittenReportFiled e => Words(T($"书面报告{Addressee(e.To)}", $"Written report to {Addressee(e.To)}"), [Number(e.Number)], Note(e.Note)),
        PersuasionEscalated e => Words(T($"移交{Say(e.ToLevel)}", $"Handed on to the {Say(e.ToLevel)}"), [], Told(T("原因", "Why"), e.Why)),
        LegalStepTaken e => Words(T($"依法步骤：{Say(e.Step)}", $"Legal step: {Say(e.Step)}"),
            [Number(e.Number), Until(T("送达日期", "Served on"), e.ServedOn), Until(T("期限", "Deadline"), e.Deadline)], Note(e.Note)),
        StudentReturned e => Words(T($"复学：{Say(e.Placement)}", $"Returned: {Say(e.Placement)}"), [Unit(T("学校", "School"), e.School, nameOf), Grade(e.Grade)], Told(T("证明", "Proof"), e.Proof)),
        ReturnConfirmed e => Words(T("确认复学", "Return confirmed"), [], Note(e.Note)),
        AttendanceChecked e => Words(T($"到校核验：{Say(e.Result)}", $"Attendance check: {Say(e.Result)}"), [], Note(e.Note)),
        NoteAdded e => Words(T("记事", "Note"), [], Told("", e.Text)),
        EntryCorrected e => Words(T("更正记录", "Entry corrected"), [], Told(T("更正原因", "Why"), e.Why)),
        EntryWithdrawn e => Words(T("撤回记录", "Entry withdrawn"), [], Told(T("撤回原因", "Why"), e.Why)),
        CaseClosed e => Words(T("销号", "Case closed"), [], Told(T("说明", "Why"), e.Why)),
        CaseReopened e => Words(T("重新启用", "Case reopened"), [], Told(T("说明", "Why"), e.Why)),
        IdentityNumberCorrected e => Words(T("更正身份证号", "Identity number corrected"), [], Told(T("说明", "Why"), e.Why)),
        HistoryReceived e => Words(T("并入同一儿童的另一份档案", "The child's other file was merged into this one"), [Fact(T("记录", "Entries"), T($"{e.Count} 条", $"{e.Count}"))], Told(T("说明", "Why"), e.Why)),
        FileMerged e => Words(T("本档案并入同一儿童的另一份档案", "Merged into the child's other file"), [], Told(T("说明", "Why"), e.Why)),
        IdentityErased e => Words(T("删除身份信息", "Identity erased"), [Fact(T("依据", "Basis"), Basis(e.Basis))]),
        _ => OfDisability(happened, nameOf) ?? OfProtection(happened) ?? OfMigrants(happened, nameOf) ?? OfHelp(happened) ?? OfOffice(happened)
            ?? throw new InvalidOperationException($"There are no words for an event of type {happened.GetType().Name}."),
    };

    /// <summary>A coded value: its Chinese name, or its code as English words.</summary>
    public static string Say<TTerm>(TTerm value) where TTerm : struct, Enum => T(value.Chinese(), value.Code().Replace('_', ' '));

    private static EntryWords Words(string title, IEnumerable<EntryFact?> facts, params IEnumerable<SealedFact?> narrative) =>
        new(title, [.. facts.OfType<EntryFact>()], [.. narrative.OfType<SealedFact>()]);

    private static EntryFact? Fact(string label, string value) => value.Length == 0 ? null : new(label, value);

    private static EntryFact? Until(string label, DateOnly? day) => day is null ? null : new(label, Day(day));

    private static EntryFact? Number(string? number) => string.IsNullOrWhiteSpace(number) ? null : new(T("文号", "Number"), number);

    private static EntryFact? Unit(string label, string? code, Func<string, string> nameOf) => code is null ? null : new(label, nameOf(code));

    private static EntryFact? Grade(int? grade) => grade is { } value ? new(T("年级", "Grade"), Count(value)) : null;

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static EntryFact? Evidence(Evidence piece) => new(Say(piece.Reason), piece.SnapshotOn is { } on
        ? T($"{Say(piece.Register)}名册 {Day(on)}{(piece.Row is { } row ? $" 第 {row} 行" : "")}", $"{Say(piece.Register)} of {Day(on)}{(piece.Row is { } line ? $", line {line}" : "")}")
        : T($"{Say(piece.Register)}名册", Say(piece.Register)));

    private static string To(string code) => Term.TryParse<ReportedTo>(code, out var to) ? Say(to) : code;

    private static string Addressee(ReportAddressee to) => to is ReportAddressee.Both ? T("教育局和乡镇政府", "the bureau and the township") : Say(to);

    private static string Basis(string code) => Term.TryParse<ErasureBasis>(code, out var basis) ? Say(basis) : code;

    internal static string Amount(decimal amount) => amount.ToString("0.##", CultureInfo.InvariantCulture);

    private static SealedFact? Note(SealedText? text) => Told(T("说明", "Note"), text);

    private static SealedFact? Told(string label, SealedText? text) => text is { Cipher.Length: > 0 } told ? new(label, told) : null;
}
