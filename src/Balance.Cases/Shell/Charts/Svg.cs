using System.Globalization;
using Microsoft.AspNetCore.Components.Rendering;

namespace Balance.Cases.Shell.Charts;

/// <summary>Draws into a render tree. Razor itself takes <c>&lt;text&gt;</c> for its own; colours are classes, as the page forbids inline style.</summary>
internal readonly struct Svg(RenderTreeBuilder builder)
{
    public void Open(string @class, int width, int height)
    {
        builder.OpenElement(0, "svg");
        builder.AddAttribute(1, "class", @class);
        builder.AddAttribute(2, "viewBox", $"0 0 {width} {height}");
        // The same figures stand in words and in the table; the drawing itself would only be noise.
        builder.AddAttribute(3, "aria-hidden", "true");
        builder.AddAttribute(4, "focusable", "false");
    }

    public void Close() => builder.CloseElement();

    public void Line(double x1, double y1, double x2, double y2, string @class) =>
        Element("line", @class, ("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2));

    public void Rect(double x, double y, double width, double height, string @class, double radius = 0) =>
        Element("rect", @class, ("x", x), ("y", y), ("width", Math.Max(0, width)), ("height", Math.Max(0, height)), ("rx", radius));

    public void Circle(double x, double y, double radius, string @class) => Element("circle", @class, ("cx", x), ("cy", y), ("r", radius));

    public void Path(string data, string @class)
    {
        builder.OpenElement(10, "path");
        builder.AddAttribute(11, "class", @class);
        builder.AddAttribute(12, "d", data);
        builder.CloseElement();
    }

    public void Text(double x, double y, string words, string @class, string anchor = "start")
    {
        builder.OpenElement(20, "text");
        builder.AddAttribute(21, "x", Number(x));
        builder.AddAttribute(22, "y", Number(y));
        builder.AddAttribute(23, "class", @class);
        builder.AddAttribute(24, "text-anchor", anchor);
        builder.AddContent(25, words);
        builder.CloseElement();
    }

    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private void Element(string name, string @class, params ReadOnlySpan<(string Name, double Value)> attributes)
    {
        builder.OpenElement(30, name);
        builder.AddAttribute(31, "class", @class);
        foreach (var (attribute, value) in attributes) builder.AddAttribute(32, attribute, Number(value));
        builder.CloseElement();
    }
}
