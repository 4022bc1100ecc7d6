using System.CommandLine;
using Balance.Cases.Audit;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Host.CommandLine;

/// <summary>Proves that nothing recorded of a county was altered, or names every piece of damage.</summary>
internal static class VerifyVerb
{
    public static Command Create(VerbRunner runner)
    {
        var county = VerbOptions.County();
        var checkpoint = new Option<string?>("--checkpoint") { Description = "a signed file that proves a truncated end", HelpName = "FILE" };
        var verb = new Command("verify", "Compute every link of the chain and every register's digest again; exit 1 and each piece of damage where they differ.") { county, checkpoint };
        runner.Act(verb, VerbNeeds.RunningHost, async (parsed, context) =>
        {
            var signed = parsed.GetValue(checkpoint) is { } file ? await context.Get<Checkpoints>().ReadAsync(file, context.Cancel) : null;
            var proof = await context.Get<VerifyChain>().RunAsync(parsed.GetRequiredValue(county), signed, context.Cancel);
            await context.Get<Verifications>().KeepAsync(proof, Operator.Of(proof.County).User, context.Cancel);
            return new VerbResult(new
            {
                proof.County,
                proof.Events,
                heads = proof.Heads,
                damages = proof.Damages.Select(damage => new { kind = damage.Kind.Code(), damage.Stream, damage.Version, damage.Strand, damage.Position }),
            }, Done: proof.IsWhole);
        });
        return verb;
    }
}
