using System.Globalization;

namespace Balance.Cases.Oracle;

/// <summary>What was declared, worked out (indicators.md, «Three-year retention», «Others»). Of a unit the latest school year counts, and of that what was said last.</summary>
public static class Declared
{
    private const int ByRemaining = 2; // G ÷ (E + I − O − X), which every plan that gives no formula of its own goes by

    public static IEnumerable<string> On(Facts facts, int moment, DateOnly day)
    {
        var said = facts.Declared.Where(one => one.Recorded <= moment && one.On <= day).GroupBy(one => (one.What, one.Unit, one.About))
            .Select(of => of.OrderBy(one => one.Year).ThenBy(one => one.On).ThenBy(one => one.Recorded).Last());
        foreach (var one in said)
            yield return one.What switch
            {
                "cohort" => Line("retention", one, Ratios.Retention(ByRemaining, one.Numbers[0], one.Numbers[1], one.Numbers[2], one.Numbers[3], one.Numbers[4])),
                "completion" => Line("completion", one, (decimal)one.Numbers[0] / one.Numbers[1]),
                _ => Line("variation", one, (decimal)Ratios.Variation(one.Schools)),
            };
    }

    private static string Line(string what, Declaration one, decimal? value) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} {one.Unit} {one.About} {one.Year}: {(value is { } some ? Math.Round(some, 6, MidpointRounding.AwayFromZero) : null):0.000000}");
}
