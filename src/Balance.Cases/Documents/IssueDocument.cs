using System.Globalization;
using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Documents;

/// <summary>制发文书: a paper is made of the case, numbered, and kept as it goes out.</summary>
public sealed record IssueDocument(Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, DocumentKind? Kind) : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<IssueDocument>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Kind).Chosen();
        }
    }
}

/// <summary>Makes it of what its officer reads, under the next number of the office and year; number, bytes and entry are one transaction, so that no number is lost.</summary>
public static class IssueDocumentHandler
{
    public static async Task<Receipt> Handle(IssueDocument command, Principal who, CommandSlip slip, CaseHandling cases, CaseFile file, IssuedPapers papers, LedgerFacts facts, CancellationToken ct)
    {
        var act = new Act(who, slip, Right.IssueDocument);
        await cases.MustReachAsync(act, command.Child, ct);
        // Papers go out in Chinese, whatever the language of the screen.
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Shell.Text.Default);
        var view = await papers.NamedAsync(await file.ReadAsync(command.Child, who, ct), who, ct);
        var child = (await facts.OfAsync(who.Tenant, [(view.Student, view.Place, view.Summary)], view.AsOf, ct))[0];
        var of = new PaperSource(view, child);
        var kind = command.Kind!.Value;
        return await cases.DecideWithinAsync(act, command, async (connection, stop) =>
        {
            var (office, year, number) = await papers.NextAsync(who, command.OccurredOn.Year, connection, stop);
            var paper = Papers.Make(kind, of, number.Words(office, year), command.OccurredOn, office);
            var bytes = WordFile.Of(paper);
            var document = Guid.CreateVersion7();
            await papers.KeepAsync(document, command.Child, who, year, number, paper, bytes, connection, stop);
            return new Decisions.IssueDocument(command.OccurredOn, kind, document, paper.Number, Digest.Of(bytes));
        }, ct);
    }
}
