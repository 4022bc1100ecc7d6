using System.CommandLine;
using Balance.Cases.Audit.Evidence;

namespace Balance.Cases.Host.CommandLine;

/// <summary>An evidence pack of one child, to be proved anywhere by <c>verify-evidence</c>.</summary>
internal static class ExportEvidenceVerb
{
    public static Command Create(VerbRunner runner)
    {
        var county = VerbOptions.County();
        var child = new Option<string>("--child") { Description = "identity number", Required = true, HelpName = "ID_NUMBER" };
        var to = new Option<string>("--to") { Description = "the file to write", Required = true, HelpName = "FILE" };
        var reveal = VerbOptions.Reveal();
        var verb = new Command("export-evidence", "Write everything recorded of a child, with its links and signed, into a file that proves itself.") { county, child, to, reveal };
        runner.Act(verb, VerbNeeds.RunningHost, async (parsed, context) =>
        {
            var who = Operator.Of(parsed.GetRequiredValue(county));
            var (id, _) = await context.ChildAsync(who, parsed.GetRequiredValue(child));
            var (pack, file) = await context.Get<EvidenceExport>().OfAsync(who, id, parsed.GetValue(reveal), context.Cancel);
            await File.WriteAllBytesAsync(parsed.GetRequiredValue(to), file, context.Cancel);
            return new VerbResult(new
            {
                pack.County,
                pack.Child,
                pack.IdNumber,
                pack.MadeAt,
                pack.MadeBy,
                pack.Revealed,
                events = pack.Events.Count,
                rows = pack.Rows.Count,
                imports = pack.Imports.Count,
                pack.KeyId,
                pack.PublicKey,
            });
        });
        return verb;
    }
}
