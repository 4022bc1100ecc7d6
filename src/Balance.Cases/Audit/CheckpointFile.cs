using System.Globalization;
using Balance.Cases.Access;
using Balance.Cases.Shell.Api;
using Balance.Cases.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Balance.Cases.Audit;

/// <summary>检查点 of the own county as a file that an auditor takes out of the house. That it left is in the log of readings first, so that the log's end that it signs already tells of it.</summary>
public static class CheckpointFile
{
    /// <summary>The file beside the page of the chain.</summary>
    public static void MapCheckpoint(this IEndpointRouteBuilder app) => app.MapGet("/audit/chain/checkpoint", TakeAsync).AddEndpointFilter<Told>().Needs(Right.VerifyRecords);

    private static async Task<IResult> TakeAsync(HttpContext http, Checkpoints checkpoints, AccessLog log, TimeProvider clock, CancellationToken ct)
    {
        var who = Principal.From(http.User);
        await log.Exported(who, "checkpoint", cancel: ct);
        return Results.File(await checkpoints.FileOfAsync(who.Tenant, ct), "application/json", string.Create(CultureInfo.InvariantCulture, $"checkpoint-{who.Tenant}-{clock.Today():yyyyMMdd}.json"));
    }
}
