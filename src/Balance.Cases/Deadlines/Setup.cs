using Balance.Cases.Access;
using Balance.Cases.Shell;
using Balance.Cases.Shell.Api;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Schema;
using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Balance.Cases.Deadlines;

/// <summary>The room of deadlines: what is overdue is taken up the dual line, by the clock.</summary>
public static class Setup
{
    private const string Page = "/system/jobs";

    /// <summary>Rounds on every node; the clock on one that works.</summary>
    public static void AddDeadlines(this IHostApplicationBuilder builder, CasesDatabase database, NodeRoles roles)
    {
        var section = builder.Configuration.GetSection(DeadlineOptions.Section);
        builder.Services.AddOptions<DeadlineOptions>().Bind(section)
            .Validate(options => options.IsWhole, $"{DeadlineOptions.Section}: mail needs Host, Port and From; a hook needs an address under https and a secret of {HookOptions.ShortestSecret} characters.").ValidateOnStart();
        builder.Services.AddSingleton<ISchemaPart, ClockSchema>();
        builder.Services.AddSingleton<OverdueRound>();
        builder.Services.AddSingleton<OverdueNotices>();
        builder.Services.AddSingleton<PackAppointments>();
        builder.Services.AddHttpClient(CallOverdueHandler.Client, client => client.Timeout = TimeSpan.FromSeconds(20));
        builder.Services.AddSingleton(new NavigationEntry(80, Page, "定时任务", "Jobs", "clock", "夜间与清晨巡查逾期事项，失败可重试", Rights.For(Right.RunSystem), "The rounds by night and in the morning, and what failed"));
        builder.Services.AddSingleton(new NavigationEntry(45, "/pack", "政策包", "Policy pack", "file-text", "期限、标准和目标从哪里来，各政策包有何不同", Rights.For(Right.ReadRates), "Where deadlines, norms and targets come from, and how packs differ"));
        builder.Services.AddHangfire(clock => clock.UseRecommendedSerializerSettings().UseStorage(StorageOf(database)));
        if (!roles.HasFlag(NodeRoles.Worker) || !section.GetValue(nameof(DeadlineOptions.Clock), true)) return;
        builder.Services.AddHangfireServer(server => server.WorkerCount = 1);
        builder.Services.AddHostedService<Clock>();
    }

    /// <summary>The page of rounds, for the system administrator alone.</summary>
    public static void MapDeadlines(this WebApplication app)
    {
        app.UseWhen(context => context.Request.Path.StartsWithSegments(Page), page => page.Use(AllowStylesAsync));
        app.MapHangfireDashboard(Page, new DashboardOptions { Authorization = [], DashboardTitle = "Balance Cases", DisplayStorageConnectionString = false, AppPath = "/" }).Needs(Right.RunSystem);
    }

    /// <summary>What packs a county works under, below <c>/api/pack</c>.</summary>
    public static void MapPack(this RouteGroupBuilder api)
    {
        var pack = api.MapGroup("/pack").WithTags("pack").Needs(Right.ReadRates);
        pack.MapGet("/appointments", async (HttpContext http, PackAppointments packs, CancellationToken ct) => Results.Ok(await packs.OfAsync(Principal.From(http.User), ct)))
            .Produces<IReadOnlyList<PackAppointment>>().WithSummary("Every appointment of a policy pack, the latest first.");
        pack.MapPost("/appointments", AppointAsync).Needs(Right.AppointPack).Accepts<AppointPack>("application/json").Produces<IReadOnlyList<PackAppointment>>()
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status422UnprocessableEntity).WithSummary("The county works under another policy pack from today or a day to come.");
    }

    private static async Task<IResult> AppointAsync(HttpContext http, PackAppointments packs, CancellationToken ct)
    {
        var (asked, who) = (await Body.ReadAsync<AppointPack>(http, ct), Principal.From(http.User));
        await packs.AppointAsync(asked, who, ct);
        return Results.Ok(await packs.OfAsync(who, ct));
    }

    private static PostgreSqlStorage StorageOf(CasesDatabase database)
    {
        var options = new PostgreSqlStorageOptions { SchemaName = ClockSchema.Schema, PrepareSchemaIfNecessary = false, QueuePollInterval = TimeSpan.FromSeconds(15) };
        // A pool of its own and small: a handful of rounds a day.
        var connection = new NpgsqlConnectionStringBuilder(database.ConnectionString) { MaxPoolSize = 8, ApplicationName = "clock" };
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(connection.ConnectionString, options), options);
    }

    /// <summary>The library's page styles itself in place; that is let through on this one page, and no script is.</summary>
    private static Task AllowStylesAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.ContentSecurityPolicy = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
                + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
            return Task.CompletedTask;
        });
        return next(context);
    }
}
