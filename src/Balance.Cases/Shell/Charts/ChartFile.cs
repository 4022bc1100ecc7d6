using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Balance.Cases.Shell.Charts;

/// <summary>A chart as an SVG file of its own, for a report: white ground, title above, legend and source beneath, colours within.</summary>
internal static class ChartFile
{
    /// <summary>The cascading value that asks a chart for the drawing alone.</summary>
    public const string Only = "chart-as-file";

    public const int Width = 800;

    private const int Head = 64;
    private const int LegendLine = 24;

    private const string Style =
        """
        text{font-family:"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif;font-size:13px;fill:#47535f}
        .head{font-size:19px;font-weight:600;fill:#18222d}.name,.value{fill:#18222d}.value{paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}.grid{stroke:#e0e5ea}.axis{stroke:#818c9b}
        .target{stroke:#a3231a;stroke-width:1.5;stroke-dasharray:6 4}.target.second{stroke-dasharray:2 3}
        .s1{color:#0f6ea6}.s2{color:#c4591c}.s3{color:#4d7f35}.s4{color:#7c55a8}
        .line{fill:none;stroke:currentColor;stroke-width:2.25;stroke-linejoin:round}.line.s2{stroke-dasharray:1 5;stroke-width:2.75;stroke-linecap:round}
        .line.s3{stroke-dasharray:9 4}.line.s4{stroke-dasharray:9 4 2 4}
        .point{fill:#fff;stroke:currentColor;stroke-width:2}.bar{fill:currentColor}.paper{fill:#fff}
        """;

    /// <summary>Answers with the drawing of a chart component.</summary>
    public static IResult Of<TChart>(IReadOnlyDictionary<string, object?> parameters, string name) where TChart : ChartBase => new Download(
        new RazorComponentResult<Sheet>(new { Chart = typeof(TChart), Parameters = parameters }) { ContentType = "image/svg+xml; charset=utf-8" }, name);

    public static void Draw(Svg svg, string title, string? description, string? note, IReadOnlyList<(string Name, string Sign)> legend, int height, Action<Svg> draw)
    {
        var foot = Head + height + 16;
        svg.OpenFile(Width, foot + LegendLine * legend.Count + 40, title, Style);
        svg.Rect(0, 0, Width, foot + LegendLine * legend.Count + 40, "paper");
        svg.Text(16, 30, title, "head");
        if (description is not null) svg.Text(16, 52, description, "tick");
        svg.OpenLower(Head);
        draw(svg);
        svg.Close();
        for (var at = 0; at < legend.Count; at++)
        {
            var y = foot + LegendLine * at;
            svg.Line(16, y, 44, y, legend[at].Sign.StartsWith('s') ? $"line {legend[at].Sign}" : legend[at].Sign);
            svg.Text(54, y + 5, legend[at].Name, "name");
        }
        if (note is not null) svg.Text(16, foot + LegendLine * legend.Count + 16, note, "tick");
        svg.Close();
    }

    private sealed class Download(IResult inner, string name) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var header = new Microsoft.Net.Http.Headers.ContentDispositionHeaderValue("attachment");
            header.SetHttpFileName(name);
            httpContext.Response.Headers.ContentDisposition = header.ToString();
            return inner.ExecuteAsync(httpContext);
        }
    }
}
