using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Host;
using Balance.Cases.Host.Demo;
using Balance.Cases.Registers.Importing;
using Balance.Cases.Registers.Ledger;
using Balance.Cases.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Benchmarks;

/// <summary>The whole host on a PostgreSQL of its own that is as careful with the disk as one in use; thrown away, unless a folder is named to keep it in.</summary>
public sealed class MeasuredHost : IAsyncDisposable
{
    /// <summary>Of every account that is measured.</summary>
    public const string Password = "measured-and-thrown-away";

    private readonly string _folder;
    private readonly bool _kept;
    private readonly CasesHost _host;

    private MeasuredHost(string folder, bool kept, CasesHost host) => (_folder, _kept, _host) = (folder, kept, host);

    /// <summary>The county that is measured.</summary>
    public const string County = "211381";

    /// <summary>Who sends files and screens.</summary>
    public static Principal Bureau { get; } = new("bureau", County, County, Level.County, "county_officer");

    /// <summary>Starts it, with the schema and without a child, or with those that were left in a folder that is kept. Only this machine can reach it.</summary>
    /// <param name="more">Endpoints to measure beside those of the house.</param>
    public static async Task<MeasuredHost> StartAsync(HostPurpose purpose = HostPurpose.Verb, Action<WebApplication>? more = null, string? keptIn = null)
    {
        var folder = keptIn is null ? Directory.CreateTempSubdirectory("balance-figures-").FullName : Directory.CreateDirectory(keptIn).FullName;
        // Where root measures, the server's own user passes through here.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        var host = await CasesHost.OpenAsync(
            [$"--Balance:DataFolder={folder}/data", $"--Balance:Keys={folder}/keys", "--Balance:Demo=false", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning",
             "--Balance:Access:SecondFactor=off", "--Balance:Access:Limits:SignInsPerAddress=1000000", "--Balance:Access:Limits:WritesPerAccount=1000000", "--Balance:Access:Limits:SearchesPerAccount=1000000"],
            purpose, CancellationToken.None);
        await host.EnsureSchemaAsync(CancellationToken.None);
        more?.Invoke(host.App);
        await host.App.StartAsync();
        return new MeasuredHost(folder, keptIn is not null, host);
    }

    /// <summary>A service of the house.</summary>
    public T Get<T>() where T : notnull => _host.App.Services.GetRequiredService<T>();

    /// <summary>Where it answers.</summary>
    public Uri Address => new(_host.App.Urls.First());

    /// <summary>Makes an account, unless a folder that is kept has it already.</summary>
    public async Task AddAccountAsync(NewAccount account)
    {
        await using var scope = _host.App.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        if (await accounts.FindAsync(account.UserName) is null) await accounts.CreateAsync(account, Password);
    }

    /// <summary>A client that an officer of the county has signed in with; any number of requests at once.</summary>
    public async Task<HttpClient> SignInAsync()
    {
        await AddAccountAsync(new(Bureau.User, "基教科", County, County, "县教育局", Role.CountyOfficer));
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Add("X-Requested-With", "figures");
        await new Browser(client).SignInAsync(Bureau.User, Password);
        (await client.GetAsync("/api/cases")).EnsureSuccessStatusCode();
        return client;
    }

    /// <summary>The two ways into its database.</summary>
    public CasesDatabase Database => Get<CasesDatabase>();

    /// <summary>Sends a file through the importer that the pages use.</summary>
    public async Task<ImportResult> ImportAsync(CountyFile file)
    {
        await using var content = await SpillAsync(file);
        var request = new ImportRequest(file.Kind, file.Name, content, file.AsOf, file.SchoolYear);
        return file.Kind == RegisterKind.Ledger
            ? await Get<LedgerImporter>().ImportAsync(request, Bureau, CancellationToken.None)
            : await Get<RegisterImporter>().ImportAsync(request, Bureau, CancellationToken.None);
    }

    /// <summary>Writes a file to the disk, as it lies there when an office sends it; it is gone when it is closed.</summary>
    public async Task<FileStream> SpillAsync(CountyFile file)
    {
        var stream = new FileStream(Path.Combine(_folder, file.Name), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        file.WriteTo(stream);
        await stream.FlushAsync();
        stream.Position = 0;
        return stream;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.App.StopAsync();
        await _host.DisposeAsync();
        if (!_kept) Directory.Delete(_folder, recursive: true);
    }
}
