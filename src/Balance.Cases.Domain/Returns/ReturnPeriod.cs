using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Returns;

/// <summary>A period that a return is of, both ends included: a month or quarter of the calendar, a term, a school year.</summary>
public readonly record struct ReturnPeriod(ReturnKind Kind, DateOnly From, DateOnly Until)
{
    /// <summary>The period in which a day lies.</summary>
    public static ReturnPeriod Holding(ReturnKind kind, DateOnly day)
    {
        switch (kind)
        {
            case ReturnKind.Monthly:
                var month = new DateOnly(day.Year, day.Month, 1);
                return new(kind, month, month.AddMonths(1).AddDays(-1));
            case ReturnKind.Quarterly:
                var quarter = new DateOnly(day.Year, (day.Month - 1) / 3 * 3 + 1, 1);
                return new(kind, quarter, quarter.AddMonths(3).AddDays(-1));
            case ReturnKind.Termly:
                var term = AidTerm.Of(day);
                return new(kind, term.First, term.Next.First.AddDays(-1));
            default:
                var year = SchoolYear.Of(day);
                return new(kind, year.First, year.Last);
        }
    }

    /// <summary>The last period that was over before a day.</summary>
    public static ReturnPeriod LastEnded(ReturnKind kind, DateOnly today) => Holding(kind, Holding(kind, today).From.AddDays(-1));

    /// <summary>Every period that was over before a day, the earliest first: of the day's school year and of the one before, which closes in August; none that ended before an office began.</summary>
    /// <param name="since">The first day of which the office has anything to say.</param>
    public static IReadOnlyList<ReturnPeriod> Ended(ReturnKind kind, DateOnly since, DateOnly today)
    {
        var yearBefore = new SchoolYear(SchoolYear.Of(today).Year - 1).First;
        var (from, ended) = (since > yearBefore ? since : yearBefore, new List<ReturnPeriod>());
        for (var period = LastEnded(kind, today); period.Until >= from; period = LastEnded(kind, period.From)) ended.Insert(0, period);
        return ended;
    }

    /// <summary>Its last day has passed, so that its figures can be frozen.</summary>
    public bool HasEndedBy(DateOnly today) => Until < today;

    /// <summary>The last day on which its return is in time.</summary>
    public DateOnly DueBy(PolicyPack pack) => Until.AddDays(Kind switch
    {
        ReturnKind.Monthly => pack.Returns.MonthDays,
        ReturnKind.Quarterly => pack.Returns.QuarterDays,
        ReturnKind.Termly => pack.Returns.TermDays,
        _ => pack.Returns.YearDays,
    });

    /// <summary>What an office of a level owes (四个一, 教基厅函〔2024〕15号): a school reports each month; the county reviews each quarter, each term and each school year. Any office may seal any kind.</summary>
    public static IReadOnlyList<ReturnKind> OwedBy(Level level) => level switch
    {
        Level.School => [ReturnKind.Monthly],
        Level.County => [ReturnKind.Quarterly, ReturnKind.Termly, ReturnKind.Yearly],
        _ => [],
    };
}
