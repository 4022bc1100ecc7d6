using Balance.Cases.Access;
using Balance.Cases.Audit;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Shell.Api;
using Balance.Cases.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Documents;

/// <summary>The room of papers: made from events, numbered, kept as they went out.</summary>
public static class Setup
{
    internal const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>Papers, and what is done with them in a case.</summary>
    public static IServiceCollection AddDocuments(this IServiceCollection services) => services
        .AddSingleton<IssuedPapers>()
        .AddSingleton<LedgerFacts>()
        .AddSingleton<Ledgers>()
        .AddSingleton(new SealedFiles(DamageKind.IssuedPaperChanged, "document_issued", "document", "documents.issued", "document", "file", Beside: "content"))
        .AddActs(
        [
            new CaseAct(Right.IssueDocument, "file-text", typeof(DocumentFields), act => act.SendAsync(new IssueDocument(act.Id, act.Child, act.Version, act.On, act.Choice<DocumentKind>("kind")))),
            new CaseAct(Right.ServeDocument, "file-text", typeof(DocumentFields), act => act.SendAsync(new ServeDocument(act.Id, act.Child, act.On, act.Entry("document"), act.Told("receipt")))),
        ]);

    /// <summary>Both below <c>/api/cases</c>.</summary>
    public static void MapDocuments(this RouteGroupBuilder api)
    {
        var cases = api.MapCaseGroup();
        cases.MapAct<IssueDocument>("issue-document", "制发文书: a numbered paper made of the case.");
        cases.MapAct<ServeDocument>("serve-document", "送达: a paper was handed over.");
    }

    /// <summary>The file of a paper, as it went out, and the ledgers.</summary>
    public static void MapDocumentFiles(this IEndpointRouteBuilder app)
    {
        app.MapGet("/cases/{child:guid}/documents/{entry:guid}/file", FileAsync).AddEndpointFilter<Told>().Needs(Right.ReadCases);
        MapLedger(app, "/cases/ledger", LedgerForms.Dropout);
        MapLedger(app, "/left-behind/ledger", LedgerForms.LeftBehind);
    }

    private static void MapLedger(IEndpointRouteBuilder app, string address, LedgerForm form) => app
        .MapGet(address, (HttpContext http, Ledgers ledgers, string? township, string? school, CancellationToken ct) => ledgers.FileAsync(form, township, school, Principal.From(http.User), ct))
        .AddEndpointFilter<Told>().Needs(Right.ExportList);

    private static async Task<IResult> FileAsync(Guid child, Guid entry, HttpContext http, CaseFile file, IssuedPapers papers, AccessLog log, CancellationToken ct)
    {
        var who = Principal.From(http.User);
        var view = await file.ReadAsync(child, who, ct);
        if (view.Student.Find(entry)?.Recorded is not DocumentIssued issued || await papers.FindAsync(who.Tenant, child, issued, ct) is not { } paper) return Results.NotFound();
        await log.Exported(who, "document", child, ct);
        return Results.File(paper.File, Word, $"{paper.Paper.Title} {paper.Paper.Number}.docx");
    }
}
