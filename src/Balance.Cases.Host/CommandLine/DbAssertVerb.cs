using System.CommandLine;
using Balance.Cases.Storage.Schema;

namespace Balance.Cases.Host.CommandLine;

/// <summary>Says whether the database has this release's schema, and changes nothing.</summary>
internal static class DbAssertVerb
{
    public static Command Create(VerbRunner runner)
    {
        var verb = new Command("db-assert", "Compare the database with this release's schema; exit 1 where they differ.");
        runner.Act(verb, VerbNeeds.Services, async (_, context) =>
        {
            var found = await context.Get<SchemaKeeper>().DifferencesAsync(context.Cancel);
            var parts = found.Select(part => new { part = part.Key, differences = part.Value }).ToList();
            return new VerbResult(new { parts }, Done: parts.TrueForAll(part => part.differences.Count == 0));
        });
        return verb;
    }
}
