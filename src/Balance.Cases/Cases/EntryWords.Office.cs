using Balance.Cases.Domain.Students;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Cases;

public sealed partial record EntryWords
{
    private static EntryWords? OfOffice(StudentEvent happened) => happened switch
    {
        EvidenceAttached e => Words(T("附上材料", "Evidence attached"), [Fact(T("类型", "Type"), $"{e.MediaType[(e.MediaType.IndexOf('/', StringComparison.Ordinal) + 1)..].ToUpperInvariant()} · {Math.Max(1, e.Bytes >> 10)} KB"), Fact("SHA-256", e.Sha256[..12])], Told(T("名称", "Name"), e.Name), Note(e.Note)),
        DocumentIssued e => Words(T($"制发文书：{Say(e.Kind)}", $"Document issued: {Say(e.Kind)}"), [Number(e.Number), Fact("SHA-256", e.Sha256[..12])]),
        DocumentServed e => Words(T("文书送达", "Document served"), [], Told(T("送达回证", "Receipt"), e.Receipt)),
        DutyEscalated e when e.FromLevel == e.ToLevel => Words(T($"已逾期，告知县教育局：{Say(e.Duty)}", $"Overdue, the county bureau is told: {Say(e.Duty)}"), [Until(T("原定期限", "Was due"), e.Due), Fact(T("政策包", "Policy pack"), e.Pack ?? "")]),
        DutyEscalated e => Words(T($"逾期上报{Say(e.ToLevel)}：{Say(e.Duty)}", $"Overdue, taken up to the {Say(e.ToLevel)}: {Say(e.Duty)}"), [Until(T("原定期限", "Was due"), e.Due), Fact(T("政策包", "Policy pack"), e.Pack ?? "")]),
        _ => null,
    };
}
