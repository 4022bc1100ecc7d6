using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Students;
using Balance.Cases.Shell.Api;
using Balance.Cases.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Attachments;

/// <summary>The room of attachments: photographs, certificates and letters that are kept with a case.</summary>
public static class Setup
{
    /// <summary>Files, and how one is attached.</summary>
    public static IServiceCollection AddAttachments(this IServiceCollection services) => services
        .AddSingleton<EvidenceFiles>()
        .AddSingleton(EvidenceFiles.Kept)
        .AddActs([new CaseAct(Right.AttachEvidence, "file-text", typeof(EvidenceFields), AttachAsync) { Files = true }]);

    /// <summary>Below <c>/api/cases</c>.</summary>
    public static void MapAttachments(this RouteGroupBuilder api) =>
        api.MapCaseGroup().MapAct<AttachEvidence>("attach-evidence", "附上材料: a photograph, certificate or letter (JPEG, PNG or PDF, in base64, at most 10 MB).");

    /// <summary>A file as it was sent.</summary>
    public static void MapAttachmentFiles(this IEndpointRouteBuilder app) =>
        app.MapGet("/cases/{child:guid}/evidence/{entry:guid}/file", FileAsync).AddEndpointFilter<Told>().Needs(Right.ReadCases);

    private static async Task<Storage.Desk.Receipt?> AttachAsync(SentAct act) =>
        await act.SendAsync(new AttachEvidence(act.Id, act.Child, act.On, act.EntryOrNone("about"), act.Told("name"), act.Told("note"), await act.FileAsync("content", EvidenceKinds.MostBytes)));

    /// <summary>Never shown in place: what somebody sent is not run in our pages.</summary>
    private static async Task<IResult> FileAsync(Guid child, Guid entry, HttpContext http, CaseFile file, EvidenceFiles files, AccessLog log, CancellationToken ct)
    {
        var who = Principal.From(http.User);
        var view = await file.ReadAsync(child, who, ct);
        if (view.Student.Find(entry) is not { Recorded: EvidenceAttached attached, Stands: true } kept || !who.MayRead(Restrictions.Of(view.Student, kept))
            || await files.FindAsync(who.Tenant, child, attached, ct) is not { } content) return Results.NotFound();
        await log.Exported(who, "evidence", child, ct);
        return Results.File(content, attached.MediaType, $"{attached.OccurredOn:yyyyMMdd}-{entry:N}{EvidenceKinds.EndingOf(attached.MediaType)}");
    }
}
