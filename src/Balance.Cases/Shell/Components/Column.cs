using Microsoft.AspNetCore.Components;

namespace Balance.Cases.Shell.Components;

/// <summary>A column of a <see cref="DataTable{TRow}"/>.</summary>
public sealed class Column<TRow> : ComponentBase
{
    /// <summary>Heading, and on a phone the label beside the value.</summary>
    [Parameter, EditorRequired] public required string Title { get; set; }

    /// <summary>The heading of the row, and on a phone of its card.</summary>
    [Parameter] public bool Primary { get; set; }

    /// <summary>Figures stand at the right edge.</summary>
    [Parameter] public bool Number { get; set; }

    /// <summary>Left out on a phone.</summary>
    [Parameter] public bool WideOnly { get; set; }

    /// <summary>The query parameter <c>sort</c> that orders by this column; <c>-name</c> is the other way round.</summary>
    [Parameter] public string? Sort { get; set; }

    /// <summary>What stands in the cell.</summary>
    [Parameter, EditorRequired] public required RenderFragment<TRow> ChildContent { get; set; }

    [CascadingParameter] private DataTable<TRow>? Table { get; set; }

    protected override void OnInitialized() => Table?.Add(this);

    internal string? Class => (Number, WideOnly) switch
    {
        (true, true) => "number wide-only",
        (true, false) => "number",
        (false, true) => "wide-only",
        _ => null,
    };
}
