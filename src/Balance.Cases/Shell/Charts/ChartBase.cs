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

    /// <summary>Several lines to compare with, where one is not enough.</summary>
    [Parameter] public IReadOnlyList<TargetLine> Targets { get; set; } = [];

    /// <summary>Where the drawing alone can be had as an SVG file; null: nowhere.</summary>
    [Parameter] public string? File { get; set; }

    /// <summary>What the drawing rests on, said beneath it in a file: source, day, moment.</summary>
    [Parameter] public string? Note { get; set; }

    /// <summary>The drawing alone is asked for, as a file.</summary>
    [CascadingParameter(Name = ChartFile.Only)] public bool AsFile { get; set; }

    /// <summary>How a value is written.</summary>
    [Parameter] public Func<decimal, string> Format { get; set; } = value => Text.Count((long)value);

    /// <summary>The table is unfolded.</summary>
    [Parameter] public bool TableOpen { get; set; }

    /// <summary>Draws at a width in CSS pixels.</summary>
    private protected abstract void Draw(Svg svg, int width);

    /// <summary>How high that comes to be.</summary>
    private protected abstract int HeightAt(int width);

    private protected IReadOnlyList<TargetLine> AllTargets => Target is null ? Targets : [Target, .. Targets];

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (AsFile)
        {
            ChartFile.Draw(new Svg(builder), Title, Description, Note, Legend(), HeightAt(ChartFile.Width), svg => Draw(svg, ChartFile.Width));
            return;
        }
        builder.OpenComponent<ChartFrame>(0);
        builder.AddComponentParameter(1, nameof(ChartFrame.Title), Title);
        builder.AddComponentParameter(2, nameof(ChartFrame.Description), Description);
        builder.AddComponentParameter(3, nameof(ChartFrame.LabelTitle), LabelTitle);
        builder.AddComponentParameter(4, nameof(ChartFrame.Labels), Labels);
        builder.AddComponentParameter(5, nameof(ChartFrame.Series), Series);
        builder.AddComponentParameter(6, nameof(ChartFrame.Format), Format);
        builder.AddComponentParameter(7, nameof(ChartFrame.Legend), Legend());
        builder.AddComponentParameter(8, nameof(ChartFrame.TableOpen), TableOpen);
        builder.AddComponentParameter(9, nameof(ChartFrame.Draw), (RenderFragment<int>)(width => tree =>
        {
            var svg = new Svg(tree);
            svg.Open("plot", width, HeightAt(width), Title, Description);
            Draw(svg, width);
            svg.Close();
        }));
        builder.AddComponentParameter(10, nameof(ChartFrame.File), File);
        builder.CloseComponent();
    }

    private protected IEnumerable<decimal> AllValues =>
        Series.SelectMany(series => series.Values).OfType<decimal>().Concat(AllTargets.Select(target => target.Value));

    private List<(string Name, string Sign)> Legend()
    {
        var signs = Series.Count < 2 ? [] : Series.Select((series, at) => (series.Name, $"s{at + 1}")).ToList();
        signs.AddRange(AllTargets.Select((target, at) => (target.Label, at == 0 ? "target" : "target second")));
        return signs;
    }
}
