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
