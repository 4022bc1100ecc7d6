using Microsoft.AspNetCore.Components;

namespace Balance.Cases.Shell.Forms;

/// <summary>What all fields of a <see cref="Form"/> have.</summary>
public abstract class FieldBase : ComponentBase
{
    /// <summary>Name under which it is sent; unique in the form.</summary>
    [Parameter, EditorRequired] public required string Name { get; set; }

    [Parameter, EditorRequired] public required string Label { get; set; }

    /// <summary>What helps to fill it in.</summary>
    [Parameter] public string? Hint { get; set; }

    /// <summary>May stay empty.</summary>
    [Parameter] public bool Optional { get; set; }

    [CascadingParameter] public required Form Form { get; set; }

    protected string Id => Form.FieldId(Name);

    protected string? Problem => Form.ProblemOf(Name);

    protected string Invalid => Problem is null ? "" : " is-invalid";

    protected string? AriaInvalid => Problem is null ? null : "true";

    /// <summary>Hint and problem, read out with the field.</summary>
    protected string? DescribedBy => (Hint, Problem) switch
    {
        (null, null) => null,
        (_, null) => $"{Id}-hint",
        (null, _) => $"{Id}-problem",
        _ => $"{Id}-hint {Id}-problem",
    };

    protected override void OnInitialized() => Form.Register(Name, Label);
}
