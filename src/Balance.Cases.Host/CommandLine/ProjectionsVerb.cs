using System.CommandLine;
using Balance.Cases.Storage;

namespace Balance.Cases.Host.CommandLine;

/// <summary>Builds the views anew from the events.</summary>
internal static class ProjectionsVerb
{
    public static Command Create(VerbRunner runner)
    {
        var rebuild = new Command("rebuild", "Build every view anew from the events; stop the host first.");
        runner.Act(rebuild, VerbNeeds.RunningHost, async (_, context) =>
            new VerbResult(new { rebuilt = await context.Get<ProjectionRebuild>().RunAsync(context.Progress, context.Cancel) }));
        return new Command("projections", "The views that events keep.") { rebuild };
    }
}
