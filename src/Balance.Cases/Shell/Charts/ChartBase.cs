using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Balance.Cases.Shell.Charts;

/// <summary>What charts have in common: labels, series, a target, and the table beside the drawing.</summary>
public abstract class ChartBase : ComponentBase
{
    /// <summary>What it shows.</summary>
    [Parameter, EditorRequired] public required string Title { get; set; }

    /// <summary>What one sees in it, in a sentence.</summary>
    [Parameter] public string? Description { get; set; }

    /// <summary>What the labels are: 月份, 乡镇.</summary>
    [Parameter, EditorRequired] public required string LabelTitle { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<string> Labels { get; set; }

    /// <summary>Each as long as the labels.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Series> Series { get; set; }

    [Parameter] public TargetLine? Target { get; set; }

    /// <summary>How a value is written.</summary>
    [Parameter] public Func<decimal, string> Format { get; set; } = value => Text.Count((long)value);

    /// <summary>The table is unfolded.</summary>
    [Parameter] public bool TableOpen { get; set; }

    /// <summary>Draws at a width in CSS pixels.</summary>
    private protected abstract void Draw(Svg svg, int width);

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenComponent<ChartFrame>(0);
        builder.AddComponentParameter(1, nameof(ChartFrame.Title), Title);
        builder.AddComponentParameter(2, nameof(ChartFrame.Description), Description);
        builder.AddComponentParameter(3, nameof(ChartFrame.LabelTitle), LabelTitle);
        builder.AddComponentParameter(4, nameof(ChartFrame.Labels), Labels);
        builder.AddComponentParameter(5, nameof(ChartFrame.Series), Series);
        builder.AddComponentParameter(6, nameof(ChartFrame.Format), Format);
        builder.AddComponentParameter(7, nameof(ChartFrame.Legend), Legend());
        builder.AddComponentParameter(8, nameof(ChartFrame.TableOpen), TableOpen);
        builder.AddComponentParameter(9, nameof(ChartFrame.Draw), (RenderFragment<int>)(width => tree => Draw(new Svg(tree), width)));
        builder.CloseComponent();
    }

    private protected IEnumerable<decimal> AllValues =>
        Series.SelectMany(series => series.Values).OfType<decimal>().Concat(Target is null ? [] : [Target.Value]);

    private List<(string Name, string Sign)> Legend()
    {
        var signs = Series.Count < 2 ? [] : Series.Select((series, at) => (series.Name, $"s{at + 1}")).ToList();
        if (Target is not null) signs.Add((Target.Label, "target"));
        return signs;
    }
}
