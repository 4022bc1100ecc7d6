namespace Balance.Cases.Shell.Charts;

/// <summary>Offices or kinds side by side: bars that lie, so that their names can be read.</summary>
public sealed class BarChart : ChartBase
{
    private const int Line = 20;
    private const int Gap = 14;
    private const int Foot = 26;
    private const int ValueRoom = 60;

    private protected override void Draw(Svg svg, int width)
    {
        var scale = Scale.Of(AllValues, fromZero: true);
        var left = width < 500 ? 92 : 150;
        var group = Line * Series.Count + Gap;
        var height = HeightAt(width);
        double Top(int row) => row * group + Gap / 2.0;
        double X(decimal value) => left + scale.At(value) * (width - left - ValueRoom);

        foreach (var tick in scale.Ticks)
        {
            svg.Line(X(tick), 0, X(tick), height - Foot, tick == scale.Low ? "axis" : "grid");
            svg.Text(X(tick), height - 8, Format(tick), "tick", "middle");
        }
        for (var row = 0; row < Labels.Count; row++)
        {
            svg.Text(left - 10, Top(row) + Line * Series.Count / 2.0 + 4, Short(Labels[row], width < 500 ? 6 : 10), "name", "end");
            for (var at = 0; at < Series.Count; at++)
                if (Series[at].Values[row] is { } value) svg.Rect(X(0), Top(row) + at * Line + 2, X(value) - X(0), Line - 4, $"bar s{at + 1}", 3);
        }
        for (var at = 0; at < AllTargets.Count; at++) svg.Line(X(AllTargets[at].Value), 0, X(AllTargets[at].Value), height - Foot, at == 0 ? "target" : "target second");
        // Over the lines, so that a value near the target can be read.
        for (var row = 0; row < Labels.Count; row++)
            for (var at = 0; at < Series.Count; at++)
                if (Series[at].Values[row] is { } value) svg.Text(X(value) + 6, Top(row) + at * Line + Line / 2.0 + 4, Format(value), "value");
    }

    private protected override int HeightAt(int width) => (Line * Series.Count + Gap) * Labels.Count + Foot;

    private static string Short(string label, int most) => label.Length <= most ? label : label[..(most - 1)] + "…";
}
