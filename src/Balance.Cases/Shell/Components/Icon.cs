using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Balance.Cases.Shell.Components;

/// <summary>An icon that only decorates: what it means is said in words beside it.</summary>
public sealed class Icon : ComponentBase
{
    /// <summary>As Tabler calls it.</summary>
    [Parameter, EditorRequired] public required string Name { get; set; }

    /// <summary>Side in CSS pixels.</summary>
    [Parameter] public int Size { get; set; } = 20;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "svg");
        builder.AddAttribute(1, "class", "icon");
        builder.AddAttribute(2, "viewBox", "0 0 24 24");
        builder.AddAttribute(3, "width", Size);
        builder.AddAttribute(4, "height", Size);
        builder.AddAttribute(5, "aria-hidden", "true");
        builder.AddAttribute(6, "focusable", "false");
        builder.OpenElement(7, "path");
        builder.AddAttribute(8, "d", IconPaths.All[Name]);
        builder.CloseElement();
        builder.CloseElement();
    }
}
