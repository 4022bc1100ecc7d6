using System.Globalization;
using Balance.Cases.Access;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Shell.Charts;
using Balance.Cases.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Balance.Cases.Indicators;

/// <summary>The figures of a day with the months before it, and of another day where one is to be compared.</summary>
/// <param name="OtherTrend">The other day's school year; null where it is the same one, whose line shows both days.</param>
public sealed record TrendsAsked(RatesOfOffice Rates, IReadOnlyList<RatesOfOffice> Trend, RatesOfOffice? Other, IReadOnlyList<RatesOfOffice>? OtherTrend)
{
    /// <summary>Reads both, as known at one moment.</summary>
    /// <param name="compareWith">A day as a form sends it; what cannot be read, or lies ahead, compares nothing.</param>
    /// <exception cref="Refusal"><c>outside_school_year</c>, <c>unknown_county</c>.</exception>
    public static async Task<TrendsAsked> OfAsync(Rates rates, Principal who, AskedFor asked, string? compareWith, DateOnly today, CancellationToken ct)
    {
        var now = await rates.OfAsync(who, asked.Year.Year, asked.Day, asked.KnownAt, ct);
        RatesOfOffice? other = null;
        if (DateOnly.TryParseExact(compareWith, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day <= today && day.Year >= 1986 && day != asked.Day)
            other = await rates.OfAsync(who, SchoolYear.Of(day).Year, day, asked.KnownAt, ct);
        if (other is null) return new(now, await rates.TrendAsync(now, asked.KnownAt, ct), null, null);

        var later = other.Figures.SchoolYear == now.Figures.SchoolYear && other.Figures.AsOf > now.Figures.AsOf ? other : now;
        return new(now, await rates.TrendAsync(later, asked.KnownAt, ct), other,
            other.Figures.SchoolYear == now.Figures.SchoolYear ? null : await rates.TrendAsync(other, asked.KnownAt, ct));
    }

    /// <summary>Maps the drawings as files, for those who read figures.</summary>
    public static void MapFiles(IEndpointRouteBuilder pages) => pages.MapGet("/rates/chart.svg", FileAsync)
        .Needs(Right.ReadRates).ExcludeFromDescription();

    private static async Task<IResult> FileAsync(
        HttpContext http, Rates rates, TimeProvider clock, string? trend, string? schoolYear, string? asOf, string? knownAt, string? compareWith, CancellationToken ct)
    {
        if (!Domain.Terms.Term.TryParse<TrendKind>(trend ?? "", out var kind)) return Results.NotFound();
        var asked = AskedFor.Of(schoolYear, asOf, knownAt, clock.Today());
        try
        {
            var found = await OfAsync(rates, Principal.From(http.User), asked, compareWith, clock.Today(), ct);
            return ChartFile.Of<LineChart>(RateCharts.Of(kind, found.Trend, found.OtherTrend, null), $"{Shell.Text.Say(kind)}-{found.Trend[^1].Figures.AsOf:yyyy-MM-dd}.svg");
        }
        catch (Refusal)
        {
            return Results.NotFound();
        }
    }
}
