using Balance.Cases.Access;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Balance.Cases.Cases.Homes;

/// <summary>A part of the home page that is drawn from the officer's whole work.</summary>
public abstract class HomeBase : ComponentBase
{
    [CascadingParameter] public required Principal Me { get; set; }

    [CascadingParameter] public required HttpContext Http { get; set; }

    [Inject] public required Worklist Worklist { get; set; }

    /// <summary>Null: the county is not set up yet.</summary>
    protected Work? Work { get; private set; }

    protected Places? Places { get; private set; }

    protected override async Task OnInitializedAsync()
    {
        try
        {
            // A page is drawn while it waits: the work, which it asks for, comes last.
            Places = await Worklist.PlacesAsync(Me, Http.RequestAborted);
            Work = await Worklist.OfAsync(Me, Http.RequestAborted);
        }
        catch (Refusal)
        {
            // A county that is not set up has no cases; the page of imports says so.
        }
    }
}
