using System.CommandLine;
using Balance.Cases.Audit;

namespace Balance.Cases.Host.CommandLine;

/// <summary>Signs the heads of a county's chain into a file that is kept outside the database.</summary>
internal static class CheckpointVerb
{
    public static Command Create(VerbRunner runner)
    {
        var county = VerbOptions.County();
        var to = new Option<string>("--to") { Description = "the file to write", Required = true, HelpName = "FILE" };
        var verb = new Command("checkpoint", "Sign the present end of the chain, so that verify can tell if its tail is cut off later.") { county, to };
        runner.Act(verb, VerbNeeds.RunningHost, async (parsed, context) =>
        {
            var signed = await context.Get<Checkpoints>().TakeAsync(parsed.GetRequiredValue(to), [parsed.GetRequiredValue(county)], context.Cancel);
            return new VerbResult(new { signed.At, signed.Counties });
        });
        return verb;
    }
}
