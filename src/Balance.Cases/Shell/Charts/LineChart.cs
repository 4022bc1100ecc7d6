using System.Text;
using Microsoft.AspNetCore.Components;

namespace Balance.Cases.Shell.Charts;

/// <summary>How values went over time.</summary>
public sealed class LineChart : ChartBase
{
    private const int Height = 260;
    private const int Top = 16;
    private const int Bottom = 34;
    private const int Left = 62;
    private const int Right = 16;

    /// <summary>False lets the axis begin near the least value, for rates close to one.</summary>
    [Parameter] public bool FromZero { get; set; } = true;

    private protected override void Draw(Svg svg, int width)
    {
        var scale = Scale.Of(AllValues, FromZero);
        DrawGrid(svg, scale, width);
        DrawLabels(svg, width);
        for (var at = 0; at < AllTargets.Count; at++)
            svg.Line(Left, Y(scale, AllTargets[at].Value), width - Right, Y(scale, AllTargets[at].Value), at == 0 ? "target" : "target second");
        for (var at = 0; at < Series.Count; at++) DrawSeries(svg, scale, Series[at], $"s{at + 1}", width);
    }

    private protected override int HeightAt(int width) => Height;

    private void DrawGrid(Svg svg, Scale scale, int width)
    {
        foreach (var tick in scale.Ticks)
        {
            svg.Line(Left, Y(scale, tick), width - Right, Y(scale, tick), tick == scale.Low ? "axis" : "grid");
            svg.Text(Left - 8, Y(scale, tick) + 4, Format(tick), "tick", "end");
        }
    }

    private void DrawLabels(Svg svg, int width)
    {
        var room = Math.Max(1, (width - Left - Right) / 52);
        var every = Math.Max(1, (int)Math.Ceiling(Labels.Count / (double)room));
        for (var at = 0; at < Labels.Count; at += every) svg.Text(X(at, width), Height - 12, Labels[at], "tick", "middle");
    }

    private void DrawSeries(Svg svg, Scale scale, Series series, string sign, int width)
    {
        var path = new StringBuilder();
        var broken = true;
        for (var at = 0; at < series.Values.Count; at++)
        {
            if (series.Values[at] is not { } value)
            {
                broken = true;
                continue;
            }
            path.Append(broken ? 'M' : 'L').Append(Svg.Number(X(at, width))).Append(' ').Append(Svg.Number(Y(scale, value)));
            broken = false;
        }
        svg.Path(path.ToString(), $"line {sign}");
        for (var at = 0; at < series.Values.Count; at++)
            if (series.Values[at] is { } value) svg.Circle(X(at, width), Y(scale, value), 3.5, $"point {sign}");
        // The last value is what one came for: it stands beside its point.
        var last = series.Values.Count - 1;
        while (last >= 0 && series.Values[last] is null) last--;
        if (last >= 0) svg.Text(X(last, width), Y(scale, series.Values[last]!.Value) - 9, Format(series.Values[last]!.Value), "value", last == Labels.Count - 1 ? "end" : "middle");
    }

    private double X(int at, int width)
    {
        var half = (width - Left - Right) / (2.0 * Math.Max(1, Labels.Count));
        return Left + half + 2 * half * at;
    }

    private static double Y(Scale scale, decimal value) => Top + (1 - scale.At(value)) * (Height - Top - Bottom);
}
