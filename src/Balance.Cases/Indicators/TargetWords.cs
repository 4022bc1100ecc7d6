using System.Globalization;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Shell;

namespace Balance.Cases.Indicators;

/// <summary>How a target is said beside its figure.</summary>
internal static class TargetWords
{
    /// <summary>«≤ 0.9%»; of what is no share, the bare number.</summary>
    public static string Words(this Target target) =>
        $"{target.Comparison.Chinese()} {target.Value.ToString("0.##", CultureInfo.InvariantCulture)}{(target.IsShare ? "%" : "")}";

    /// <summary>Whether it is met; null where there is no figure or no target.</summary>
    public static bool? Met(this Target? target, decimal? figure) => target is not null && figure is { } value ? target.IsMetBy(value) : null;

    /// <summary>As a line of a chart.</summary>
    public static Shell.Charts.TargetLine? Line(this Target? target) => target is null ? null : new(target.Limit, Text.T("目标 ", "target ") + target.Words());
}
