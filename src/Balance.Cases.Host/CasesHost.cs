using Balance.Cases.Host.Embedded;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Schema;
using Microsoft.AspNetCore.Hosting.Server;

namespace Balance.Cases.Host;

/// <summary>The host, built one way for serving, for verbs and for tests.</summary>
public sealed partial class CasesHost : IAsyncDisposable
{
    private readonly CasesDatabase _database;
    private readonly EmbeddedPostgres? _embedded;

    private CasesHost(WebApplication app, CasesDatabase database, EmbeddedPostgres? embedded) => (App, _database, _embedded) = (app, database, embedded);

    /// <summary>Built and not yet started.</summary>
    public WebApplication App { get; }

    /// <summary>Reads configuration, leases the database, builds the host. Starts nothing but the database.</summary>
    public static async Task<CasesHost> OpenAsync(string[] configuration, HostPurpose purpose, CancellationToken cancel)
    {
        var builder = CreateBuilder(configuration, purpose);
        var options = Settings.Read(builder.Configuration, purpose);
        var embedded = Settings.IsEmbedded(builder.Configuration)
            ? await EmbeddedPostgres.LeaseAsync(new() { DataFolder = options.DataFolder, KeysFolder = options.KeysFolder }, cancel) : null;
        var database = embedded is null
            ? new CasesDatabase(builder.Configuration.GetConnectionString("Cases")!, builder.Configuration.GetConnectionString("CasesOwner"))
            : new CasesDatabase(embedded.ConnectionString, embedded.OwnerConnectionString);
        try
        {
            return new CasesHost(Build(builder, database, options), database, embedded);
        }
        catch
        {
            await database.DisposeAsync();
            if (embedded is not null) await embedded.DisposeAsync();
            throw;
        }
    }

    /// <summary>Configuration and logging, before any room is added.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] configuration, HostPurpose purpose)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = configuration,
            // Where the program lies, not where one stands: settings and pages are found from any folder.
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(CasesHost).Assembly.GetName().Name,
        });
        // Standard output belongs to results.
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.UseStaticWebAssets();
        // Also without publishing, styles and scripts go out as the build has packed them: looked at anew while it runs, each would go out unpacked.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] ??= "false";
        if (purpose == HostPurpose.Serve) Addresses.Choose(builder);
        if (purpose == HostPurpose.Test)
        {
            builder.Configuration["Logging:LogLevel:Default"] = "Error";
            // A test signs its officers in by password alone, and as often as it likes, unless it asks for more.
            builder.Configuration["Balance:Access:SecondFactor"] ??= "off";
            builder.Configuration["Balance:Access:Limits:WritesPerAccount"] ??= "1000000";
            builder.Configuration["Balance:Access:Limits:SearchesPerAccount"] ??= "1000000";
            // A test calls its rounds itself.
            builder.Configuration["Balance:Deadlines:Clock"] ??= "false";
        }
        if (purpose == HostPurpose.Verb) builder.Services.AddSingleton<IServer, NoServer>();
        return builder;
    }

    /// <summary>Adds every room on this database and maps pages and endpoints.</summary>
    public static WebApplication Build(WebApplicationBuilder builder, CasesDatabase database, CasesOptions options)
    {
        builder.AddRooms(database, options);
        var app = builder.Build();
        app.MapRooms(options);
        return app;
    }

    /// <summary>Brings the schema to this release's form; true where something was applied.</summary>
    public async Task<bool> EnsureSchemaAsync(CancellationToken cancel)
    {
        if (_database.ApplicationIsOwner) SayOwner(App.Logger);
        return await App.Services.GetRequiredService<SchemaKeeper>().EnsureAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await _database.DisposeAsync();
        if (_embedded is not null) await _embedded.DisposeAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "ConnectionStrings:CasesOwner is not given, so the application owns the schema: "
        + "the database cannot keep it from changing recorded events. Give it a role that owns nothing.")]
    private static partial void SayOwner(ILogger logger);
}
