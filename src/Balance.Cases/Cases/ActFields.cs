using Balance.Cases.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Balance.Cases.Cases;

/// <summary>The fields of an act's form on the case page.</summary>
public abstract class ActFields : ComponentBase
{
    /// <summary>The case.</summary>
    [Parameter, EditorRequired] public required CaseView View { get; set; }

    /// <summary>The act.</summary>
    [Parameter, EditorRequired] public required Right Use { get; set; }

    /// <summary>Who acts.</summary>
    [Parameter, EditorRequired] public required Principal Me { get; set; }

    /// <summary>The request.</summary>
    [CascadingParameter] public required HttpContext Http { get; set; }
}
