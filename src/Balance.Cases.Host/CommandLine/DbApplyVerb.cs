using System.CommandLine;
using Balance.Cases.Storage.Schema;

namespace Balance.Cases.Host.CommandLine;

/// <summary>Brings the whole schema to this release's form.</summary>
internal static class DbApplyVerb
{
    public static Command Create(VerbRunner runner)
    {
        var verb = new Command("db-apply", "Apply the whole schema, as its owner.");
        runner.Act(verb, VerbNeeds.Services, async (_, context) =>
        {
            var keeper = context.Get<SchemaKeeper>();
            await keeper.ApplyAsync(context.Cancel);
            return new VerbResult(new { applied = keeper.PartNames });
        });
        return verb;
    }
}
