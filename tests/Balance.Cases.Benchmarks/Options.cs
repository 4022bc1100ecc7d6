using System.Globalization;

namespace Balance.Cases.Benchmarks;

/// <summary>What is asked for.</summary>
/// <param name="Scale">1 is the size that the figure is promised for; less is for a quick look.</param>
/// <param name="To">A folder to write to, or to keep a county in.</param>
/// <param name="On">A connection of one's own, where the figure does not start a server.</param>
public sealed record Options(string Figure, double Scale, string? To, string? On)
{
    private const int MostOfficers = 2_000;
    private const int MostMinutes = 30;
    private const int MostSeconds = 600;

    /// <summary>Officers at work at once.</summary>
    public int Officers { get; private init; } = 1_000;

    /// <summary>Minutes that they work.</summary>
    public int Minutes { get; private init; } = 5;

    /// <summary>Seconds that an officer thinks between two things, on average.</summary>
    public int Think { get; private init; } = 30;

    /// <summary>A number of things at this scale, at least one.</summary>
    public int Of(int full) => Math.Max(1, (int)(full * Scale));

    /// <summary>Null: not understood.</summary>
    public static Options? Parse(string[] args)
    {
        if (args.Length % 2 == 0) return null;
        var options = new Options(args[0], 1, null, null);
        for (var i = 1; i < args.Length; i += 2)
            switch (args[i])
            {
                case "--scale" when double.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var scale) && scale is > 0 and <= 1: options = options with { Scale = scale }; break;
                case "--officers" when int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var officers) && officers is > 0 and <= MostOfficers: options = options with { Officers = officers }; break;
                case "--minutes" when int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and <= MostMinutes: options = options with { Minutes = minutes }; break;
                case "--think" when int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var think) && think is > 0 and <= MostSeconds: options = options with { Think = think }; break;
                case "--to": options = options with { To = args[i + 1] }; break;
                case "--on": options = options with { On = args[i + 1] }; break;
                default: return null;
            }
        return options;
    }
}
