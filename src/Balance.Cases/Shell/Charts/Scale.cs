namespace Balance.Cases.Shell.Charts;

/// <summary>An axis from nought (or below) to a round number, with round steps.</summary>
internal sealed class Scale
{
    private Scale(decimal low, decimal high, decimal step) => (Low, High, Step) = (low, high, step);

    public decimal Low { get; }

    public decimal High { get; }

    public decimal Step { get; }

    /// <summary>From the first tick to the last.</summary>
    public IEnumerable<decimal> Ticks
    {
        get
        {
            for (var tick = Low; tick <= High; tick += Step) yield return tick;
        }
    }

    /// <summary>Holds all the values. It begins at nought unless told otherwise, because a bar that does not lies.</summary>
    public static Scale Of(IEnumerable<decimal> values, bool fromZero, int steps = 4)
    {
        var all = values.DefaultIfEmpty(0).ToList();
        var (least, most) = (fromZero ? Math.Min(0, all.Min()) : all.Min(), all.Max());
        if (most == least) most = least + (least == 0 ? 1 : Math.Abs(least) * 0.1m);
        var step = Round((most - least) / steps);
        return new Scale(Math.Floor(least / step) * step, Math.Ceiling(most / step) * step, step);
    }

    /// <summary>Where a value lies, from 0 to 1.</summary>
    public double At(decimal value) => (double)((value - Low) / (High - Low));

    private static decimal Round(decimal rough)
    {
        var power = 1m;
        while (rough >= 10 * power) power *= 10;
        while (rough < power) power /= 10;
        return (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 2.5m => 2.5m, <= 5 => 5, _ => 10 } * power;
    }
}
