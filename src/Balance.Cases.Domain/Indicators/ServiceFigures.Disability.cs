using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Indicators;

/// <summary>What disabled children are given of what they are owed, in a school year by a day.</summary>
/// <param name="Children">Disabled children who are followed, without those deferred (缓学).</param>
/// <param name="WithPlan">Those of them with an education plan in force.</param>
/// <param name="HomeTaught">Those who were to be taught at home in the school year.</param>
/// <param name="HoursOwed">Lesson hours at home owed by the day.</param>
/// <param name="HoursDelivered">Lesson hours at home given by the day.</param>
/// <param name="HoursCounted">The same, of each child at most what it was owed: one child's surplus teaches no other.</param>
public sealed record DisabilityService(int Children, int WithPlan, int HomeTaught, decimal HoursOwed, decimal HoursDelivered, decimal HoursCounted)
{
    /// <summary>Plans in force ÷ children, 6 decimals; null where there are none.</summary>
    public decimal? PlanRate => Ratio.Of(WithPlan, Children);

    /// <summary>Hours counted ÷ hours owed, 6 decimals; null where none are owed.</summary>
    public decimal? HoursRate => Ratio.Of(HoursCounted, HoursOwed);
}

/// <summary>Indicators of services: what was done of what was owed.</summary>
public static partial class ServiceFigures
{
    /// <summary>Of disabled children.</summary>
    public static DisabilityService OfDisability(IEnumerable<DisabilitySummary> children)
    {
        var all = children.ToArray();
        var toPlanFor = all.Where(child => child.Placement != Placement.Deferred).ToArray();
        var hours = all.Select(child => child.Hours).OfType<HomeTeachingHours>().ToArray();
        return new DisabilityService(toPlanFor.Length, toPlanFor.Count(child => child.HasPlan), hours.Length,
            hours.Sum(child => child.Owed), hours.Sum(child => child.Delivered), hours.Sum(child => Math.Min(child.Owed, child.Delivered)));
    }
}
