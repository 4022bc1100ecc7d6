namespace Balance.Cases.Host.CommandLine;

/// <summary>Settings may stand on the command line as well (<c>--Balance:Roles=web</c>, <c>--urls …</c>); the verbs do not see them.</summary>
internal static class ConfigurationArguments
{
    private static readonly string[] Known = ["--urls", "--environment"];

    public static (string[] Verb, string[] Configuration) Split(string[] args)
    {
        List<string> verb = [], configuration = [];
        for (var i = 0; i < args.Length; i++)
        {
            var name = args[i].Split('=')[0];
            if (!name.StartsWith("--", StringComparison.Ordinal) || !(name.Contains(':', StringComparison.Ordinal) || Known.Contains(name)))
            {
                verb.Add(args[i]);
                continue;
            }
            configuration.Add(args[i]);
            if (!args[i].Contains('=', StringComparison.Ordinal) && i + 1 < args.Length) configuration.Add(args[++i]);
        }
        return ([.. verb], [.. configuration]);
    }
}
