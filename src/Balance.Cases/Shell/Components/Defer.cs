using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Balance.Cases.Shell.Components;

/// <summary>Draws its content after its elder siblings have taken their parameters, so that they can tell the parent of themselves first.</summary>
public sealed class Defer : ComponentBase
{
    [Parameter] public RenderFragment? ChildContent { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, ChildContent);
}
