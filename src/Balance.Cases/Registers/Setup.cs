using Balance.Cases.Access;
using Balance.Cases.Audit;
using Balance.Cases.Domain.Registers;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Importing;
using Balance.Cases.Registers.Ledger;
using Balance.Cases.Shell;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Registers;

/// <summary>The room of files that come in.</summary>
public static class Setup
{
    /// <summary>Imports, snapshots, counties.</summary>
    public static IServiceCollection AddRegisters(this IServiceCollection services) => services
        .AddSingleton(new EventKinds(typeof(RegisterImported), typeof(ChildrenUnidentified), typeof(CountySetUp), typeof(PolicyPackAppointed), typeof(LedgerImportBegun)))
        .AddSingleton<Counties>()
        .AddSingleton<RegisterImporter>()
        .AddSingleton<LedgerImporter>()
        .AddSingleton<PastImports>()
        .AddSingleton<UnidentifiedTasks>()
        .AddSingleton<ImportJobs>()
        .AddHostedService(provider => provider.GetRequiredService<ImportJobs>())
        // One file of a county with a million rows is some 150 MB; every other page stays at the server's own limit.
        .Configure<FormOptions>(forms => forms.MultipartBodyLengthLimit = ImportJobs.MostBytes)
        .AddSingleton<Freshness>()
        .AddSingleton(new HomePart(50, typeof(FreshnessPart), Rights.For(Right.ImportRegisters)))
        .AddSingleton(new NavigationEntry(40, "/imports", "导入", "Imports", "file-import", "导入乡镇、学校、人口、学籍等登记和控辍台账", Rights.For(Right.ImportRegisters), "Registers of townships, schools, people and rolls, and the ledger"))
        .AddSingleton<IVerifyMore, RegisterProof>();

    /// <summary>The rejects file of an import, for who sent the import and nobody else.</summary>
    public static void MapImportPages(this IEndpointRouteBuilder app) =>
        app.MapGet("/imports/jobs/{id:guid}/rejects", async (Guid id, HttpContext http, CountyJobs jobs, AccessLog log) =>
        {
            var who = Principal.From(http.User);
            if (jobs.Find<ImportJob>(id, who) is not { HasRejects: true } job || job.By.User != who.User) return Results.NotFound();
            await log.Exported(who, "import_rejects", job.Result!.Import, http.RequestAborted);
            return Results.Stream(job.OpenRejects(), "text/csv; charset=utf-8", $"rejects-{job.Choice.Kind.Code()}-{job.Choice.AsOf:yyyyMMdd}.csv");
        }).Needs(Right.ImportRegisters);
}
