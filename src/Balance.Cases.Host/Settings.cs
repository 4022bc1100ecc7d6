using Balance.Cases.Access;
using Balance.Cases.Storage;

namespace Balance.Cases.Host;

/// <summary>Reads and validates configuration before anything starts, so that a wrong value is said at once and by name.</summary>
internal static class Settings
{
    /// <summary>The options of a node.</summary>
    /// <exception cref="Refusal"><c>wrong_setting</c>: a value cannot be meant.</exception>
    public static CasesOptions Read(IConfiguration configuration, HostPurpose purpose)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Given(configuration["Balance:DataFolder"]) ?? DefaultFolder()));
        var keys = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Given(configuration["Balance:Keys"]) ?? folder + "-keys"));
        if (keys == folder || keys.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw Wrong("Balance:Keys", keys, "a folder outside Balance:DataFolder, so that a copy of the data opens nothing");
        return new CasesOptions
        {
            DataFolder = folder,
            KeysFolder = keys,
            Roles = purpose == HostPurpose.Verb ? NodeRoles.None : Roles(configuration),
            Demo = purpose == HostPurpose.Serve && Flag(configuration, "Balance:Demo", IsEmbedded(configuration)),
        };
    }

    /// <summary>How people come in. Who tries the demonstration county gets in by password alone; everywhere else whoever reaches a whole county shows a second factor.</summary>
    /// <exception cref="Refusal"><c>wrong_setting</c>.</exception>
    public static AccessOptions Access(IConfiguration configuration, bool demo)
    {
        var limits = new LimitOptions();
        return new AccessOptions
        {
            SecondFactor = Given(configuration["Balance:Access:SecondFactor"]) switch
            {
                null => demo ? SecondFactorRule.Off : SecondFactorRule.Administrators,
                "off" => SecondFactorRule.Off,
                "administrators" => SecondFactorRule.Administrators,
                "all" => SecondFactorRule.All,
                var other => throw Wrong("Balance:Access:SecondFactor", other, "off, administrators or all"),
            },
            Limits = new()
            {
                SignInsPerAddress = Positive(configuration, "Balance:Access:Limits:SignInsPerAddress", limits.SignInsPerAddress),
                SignInsPerAccount = Positive(configuration, "Balance:Access:Limits:SignInsPerAccount", limits.SignInsPerAccount),
                WritesPerAccount = Positive(configuration, "Balance:Access:Limits:WritesPerAccount", limits.WritesPerAccount),
                SearchesPerAccount = Positive(configuration, "Balance:Access:Limits:SearchesPerAccount", limits.SearchesPerAccount),
                ReadersAtOnce = Positive(configuration, "Balance:Access:Limits:ReadersAtOnce", limits.ReadersAtOnce),
            },
            OpenIdConnect = Outside(configuration.GetSection("Balance:Access:OpenIdConnect")),
        };
    }

    private static OutsideOptions? Outside(IConfigurationSection section)
    {
        if (!section.GetChildren().Any(child => Given(child.Value) is not null)) return null;
        var otherwise = new OutsideOptions();
        var authority = Needed(section, "Authority");
        if (!Uri.TryCreate(authority, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback))
            throw Wrong($"{section.Path}:Authority", authority, "the provider's address, beginning with https://");
        return new OutsideOptions
        {
            Authority = authority,
            ClientId = Needed(section, "ClientId"),
            ClientSecret = Needed(section, "ClientSecret"),
            Name = Given(section["Name"]) ?? otherwise.Name,
            UserNameClaim = Given(section["UserNameClaim"]) ?? otherwise.UserNameClaim,
            Scope = Given(section["Scope"]) ?? otherwise.Scope,
        };
    }

    private static string Needed(IConfigurationSection section, string key) => Given(section[key])
        ?? throw Wrong($"{section.Path}:{key}", "", "given wherever one of its neighbours is");

    private static int Positive(IConfiguration configuration, string key, int otherwise) => Given(configuration[key]) switch
    {
        null => otherwise,
        var text when int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var count) && count > 0 => count,
        var text => throw Wrong(key, text, "a whole number from 1"),
    };

    /// <summary>Whether the host is to start a database of its own.</summary>
    public static bool IsEmbedded(IConfiguration configuration) => Given(configuration.GetConnectionString("Cases")) is null;

    private static string DefaultFolder()
    {
        if (Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows()) return "/var/lib/balance-cases/data";
        var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return local.Length > 0 ? Path.Combine(local, "balance-cases", "data")
            : throw Wrong("Balance:DataFolder", "", "a folder: this user has no home to put one in");
    }

    /// <summary><c>web</c>, <c>worker</c>, or both; as one value with commas or as a list.</summary>
    private static NodeRoles Roles(IConfiguration configuration)
    {
        var section = configuration.GetSection("Balance:Roles");
        var names = section.Value?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            ?? [.. section.GetChildren().Select(child => child.Value ?? "")];
        if (names.Length == 0) return NodeRoles.Web | NodeRoles.Worker;
        return names.Aggregate(NodeRoles.None, (roles, name) => roles | name switch
        {
            "web" => NodeRoles.Web,
            "worker" => NodeRoles.Worker,
            _ => throw Wrong("Balance:Roles", name, "web, worker, or both"),
        });
    }

    private static bool Flag(IConfiguration configuration, string key, bool otherwise) => Given(configuration[key]) switch
    {
        null => otherwise,
        var text when bool.TryParse(text, out var flag) => flag,
        var text => throw Wrong(key, text, "true or false"),
    };

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static Refusal Wrong(string key, string value, string wanted) => new("wrong_setting",
        $"配置项 {key} 的值“{value}”无效，应为：{wanted}。", $"{key} is '{value}' and has to be {wanted}.");
}
