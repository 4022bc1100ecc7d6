using System.CommandLine;
using Balance.Cases.Indicators;

namespace Balance.Cases.Host.CommandLine;

/// <summary>The figures of a county as of a day, as known at a moment.</summary>
internal static class IndicatorsVerb
{
    public static Command Create(VerbRunner runner)
    {
        var county = VerbOptions.County();
        var schoolYear = VerbOptions.SchoolYear();
        var asOf = VerbOptions.AsOf();
        var knownAt = VerbOptions.KnownAt();
        var verb = new Command("indicators", "Dropout rate, enrolment rate and enrolment rate of disabled children, exact to the child.") { county, schoolYear, asOf, knownAt };
        runner.Act(verb, VerbNeeds.RunningHost, async (parsed, context) =>
            new VerbResult(FiguresAnswer.Of(await context.Get<Figures>().OnAsync(parsed.GetRequiredValue(county), parsed.GetValue(schoolYear), parsed.GetValue(asOf),
                parsed.GetValue(knownAt), context.Cancel))));
        return verb;
    }
}
