using System.Text.RegularExpressions;
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

/// <summary>The whole host on a throwaway PostgreSQL of its own that is as careful with the disk as one in use.</summary>
public sealed partial class MeasuredHost : IAsyncDisposable
{
    private readonly string _folder;
    private readonly CasesHost _host;

    private MeasuredHost(string folder, CasesHost host) => (_folder, _host) = (folder, host);

    /// <summary>The county that is measured.</summary>
    public const string County = "211381";

    /// <summary>Who sends files and screens.</summary>
    public static Principal Bureau { get; } = new("bureau", County, County, Level.County, "county_officer");

    /// <summary>Starts it, with the schema and without a child.</summary>
    /// <param name="more">Endpoints to measure beside those of the house.</param>
    public static async Task<MeasuredHost> StartAsync(HostPurpose purpose = HostPurpose.Verb, Action<WebApplication>? more = null)
    {
        var folder = Directory.CreateTempSubdirectory("balance-figures-").FullName;
        // Where root measures, the server's own user passes through here.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        var host = await CasesHost.OpenAsync(
            [$"--Balance:DataFolder={folder}/data", $"--Balance:Keys={folder}/keys", "--Balance:Demo=false", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning"],
            purpose, CancellationToken.None);
        await host.EnsureSchemaAsync(CancellationToken.None);
        more?.Invoke(host.App);
        await host.App.StartAsync();
        return new MeasuredHost(folder, host);
    }

    /// <summary>A service of the house.</summary>
    public T Get<T>() where T : notnull => _host.App.Services.GetRequiredService<T>();

    /// <summary>A client that an officer of the county has signed in with; any number of requests at once.</summary>
    public async Task<HttpClient> SignInAsync()
    {
        const string password = "measured-and-thrown-away";
        await using (var scope = _host.App.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<Accounts>().CreateAsync(new(Bureau.User, "基教科", County, County, "县教育局", Role.CountyOfficer), password);
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { BaseAddress = new Uri(_host.App.Urls.First()) };
        client.DefaultRequestHeaders.Add("X-Requested-With", "figures");
        var page = await client.GetStringAsync("/sign-in");
        var form = new FormUrlEncodedContent(
        [
            new("_handler", "sign-in"), new("user", Bureau.User), new("password", password),
            new("__RequestVerificationToken", Token().Match(page).Groups[1].Value),
        ]);
        (await client.PostAsync("/sign-in", form)).EnsureSuccessStatusCode();
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
        Directory.Delete(_folder, recursive: true);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
