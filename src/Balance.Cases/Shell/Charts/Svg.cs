using System.Globalization;
using Microsoft.AspNetCore.Components.Rendering;

namespace Balance.Cases.Shell.Charts;

/// <summary>Draws into a render tree. Razor itself takes <c>&lt;text&gt;</c> for its own; colours are classes, as the page forbids inline style.</summary>
internal readonly struct Svg(RenderTreeBuilder builder)
{
    /// <summary>A drawing of a page: one picture with its name; what it shows stands in the table beside it.</summary>
    public void Open(string @class, int width, int height, string title, string? description)
    {
        builder.OpenElement(0, "svg");
        builder.AddAttribute(1, "class", @class);
        builder.AddAttribute(2, "viewBox", $"0 0 {width} {height}");
        builder.AddAttribute(3, "role", "img");
        builder.AddAttribute(4, "focusable", "false");
        Words("title", title);
        if (description is not null) Words("desc", description);
    }

    /// <summary>A drawing that stands alone as a file.</summary>
    public void OpenFile(int width, int height, string title, string style)
    {
        builder.OpenElement(50, "svg");
        builder.AddAttribute(51, "xmlns", "http://www.w3.org/2000/svg");
        builder.AddAttribute(52, "width", width);
        builder.AddAttribute(53, "height", height);
        builder.AddAttribute(54, "viewBox", $"0 0 {width} {height}");
        builder.AddAttribute(55, "class", "plot");
        Words("title", title);
        builder.OpenElement(56, "style");
        builder.AddMarkupContent(57, style);
        builder.CloseElement();
    }

    /// <summary>What follows is drawn so much lower, until <see cref="Close"/>.</summary>
    public void OpenLower(double by)
    {
        builder.OpenElement(60, "g");
        builder.AddAttribute(61, "transform", $"translate(0 {Number(by)})");
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

    private void Words(string name, string words)
    {
        builder.OpenElement(40, name);
        builder.AddContent(41, words);
        builder.CloseElement();
    }

    private void Element(string name, string @class, params ReadOnlySpan<(string Name, double Value)> attributes)
    {
        builder.OpenElement(30, name);
        builder.AddAttribute(31, "class", @class);
        foreach (var (attribute, value) in attributes) builder.AddAttribute(32, attribute, Number(value));
        builder.CloseElement();
    }
}
