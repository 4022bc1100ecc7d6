using System.CommandLine;
using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Screening;

namespace Balance.Cases.Host.CommandLine;

/// <summary>Finds the children who ought to be in school and are not, and opens or updates their cases.</summary>
internal static class ScreenVerb
{
    public static Command Create(VerbRunner runner)
    {
        var county = VerbOptions.County();
        var schoolYear = VerbOptions.SchoolYear();
        var asOf = VerbOptions.AsOf();
        var preview = new Option<bool>("--preview") { Description = "find and tell, change nothing" };
        var reveal = VerbOptions.Reveal();
        var verb = new Command("screen", "Compare the registers, find suspected dropouts, open and update their cases.") { county, schoolYear, asOf, preview, reveal };
        runner.Act(verb, VerbNeeds.RunningHost, async (parsed, context) =>
        {
            var who = Operator.Of(parsed.GetRequiredValue(county));
            var found = await context.Get<Screenings>().RunAsync(parsed.GetValue(schoolYear), parsed.GetValue(asOf), parsed.GetValue(preview), who, context.Progress, context.Cancel);
            var reason = parsed.GetValue(reveal);
            var people = await context.Get<Vault>().RevealAsync(who.Tenant, [.. found.Suspected.Keys], context.Cancel);
            if (reason is not null) await context.Get<AccessLog>().Unmasked(who, [.. found.Suspected.Keys], reason, context.Cancel);
            return new VerbResult(new
            {
                found.AsOf,
                suspected = found.Suspected.Where(child => people.ContainsKey(child.Key)).Select(child => new
                {
                    idNumber = reason is null ? people[child.Key].MaskedNumber : people[child.Key].Number,
                    reasons = child.Value.Select(evidence => evidence.Reason.Code()),
                }),
                @protected = new Dictionary<string, int>
                {
                    ["disabled"] = found.Protected.Disabled,
                    ["disabled_unplaced"] = found.Protected.DisabledUnplaced,
                    ["left_behind"] = found.Protected.LeftBehind,
                    ["left_behind_roll"] = found.Protected.LeftBehindRoll,
                    ["migrant"] = found.Protected.Migrant,
                    ["hardship"] = found.Protected.Hardship,
                },
                found.Opened,
                found.Updated,
            });
        });
        return verb;
    }
}
