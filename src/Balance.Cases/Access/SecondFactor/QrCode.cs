using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using QRCoder;

namespace Balance.Cases.Access.SecondFactor;

/// <summary>A text as a QR code, drawn in SVG: dark on light whatever the page's colours, since cameras want it so.</summary>
public sealed class QrCode : ComponentBase
{
    /// <summary>What the camera reads.</summary>
    [Parameter, EditorRequired] public required string Content { get; set; }

    /// <summary>What it is, for those who do not see it.</summary>
    [Parameter, EditorRequired] public required string Label { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        using var generator = new QRCodeGenerator();
        using var drawn = generator.CreateQrCode(Content, QRCodeGenerator.ECCLevel.M);
        var side = drawn.ModuleMatrix.Count.ToString(CultureInfo.InvariantCulture);
        builder.OpenElement(0, "svg");
        builder.AddAttribute(1, "viewBox", $"0 0 {side} {side}");
        builder.AddAttribute(2, "width", "220");
        builder.AddAttribute(3, "height", "220");
        builder.AddAttribute(4, "role", "img");
        builder.AddAttribute(5, "aria-label", Label);
        builder.AddAttribute(6, "shape-rendering", "crispEdges");
        builder.OpenElement(7, "rect");
        builder.AddAttribute(8, "width", side);
        builder.AddAttribute(9, "height", side);
        builder.AddAttribute(10, "fill", "#fff");
        builder.CloseElement();
        builder.OpenElement(11, "path");
        builder.AddAttribute(12, "fill", "#000");
        builder.AddAttribute(13, "d", Path(drawn));
        builder.CloseElement();
        builder.CloseElement();
    }

    private static string Path(QRCodeData drawn)
    {
        var path = new StringBuilder();
        for (var y = 0; y < drawn.ModuleMatrix.Count; y++)
        {
            var row = drawn.ModuleMatrix[y];
            for (var x = 0; x < row.Length; x++)
                if (row[x]) path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        }
        return path.ToString();
    }
}
