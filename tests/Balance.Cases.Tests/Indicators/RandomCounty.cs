using Balance.Cases.Domain.Terms;
using Balance.Cases.Tests.Given;

namespace Balance.Cases.Tests.Indicators;

/// <summary>A row of a roll as it was sent.</summary>
public sealed record SentPupil(int Child, int School, int Grade, RollStatus Status);

/// <summary>A roll as it was sent; <see cref="Late"/>: after the first moment.</summary>
public sealed record SentRoll(DateOnly On, bool Late, List<SentPupil> Rows);

/// <summary>A step as it was sent, in order of recording; what a later entry made of it.</summary>
public sealed record SentStep(int Child, DateOnly On, LedgerStep Step, string Detail, DateOnly? Until, int? School, int? Grade, bool Late)
{
    public int Line { get; set; }

    /// <summary>From the last moment on it happened on this day.</summary>
    public DateOnly? CorrectedTo { get; set; }

    /// <summary>From the last moment on it never happened.</summary>
    public bool Withdrawn { get; set; }
}

/// <summary>A small county drawn from a seed: what its files say, and which entries are corrected and withdrawn later. Schools are 0 and 1 in the county, 2 outside it.</summary>
public sealed class RandomCounty
{
    private const int Many = 9;

    private static readonly DateOnly[] RollDays = [Files.Day("2025-09-01"), Files.Day("2026-06-20"), Files.Day("2026-09-01"), Files.Day("2026-10-15")];

    private readonly Random random;

    public RandomCounty(int seed)
    {
        random = new Random(seed);
        Born = Draw(Many, _ => new DateOnly(random.Next(2010, 2022), random.Next(1, 13), random.Next(1, 29)));
        Population = [.. new[] { "2025-09-01", "2026-09-15" }.Select(day => (Files.Day(day), Draw(Many, _ => Chance(0.85) ? ((PopulationStatus Status, int Township)?)(Chance(0.85) ? PopulationStatus.Present : Any<PopulationStatus>(), random.Next(2)) : null)))];
        Disabled = Draw(Many, _ => Chance(0.4));
        DisabledOn = Chance(0.5) ? Files.Day("2025-09-01") : Files.Day("2026-10-01");
        Rolls = [.. RollDays.Index().Where(_ => Chance(0.8)).Select(roll => new SentRoll(roll.Item, roll.Index == 3, RowsOf()))];
        Steps = [.. Draw(random.Next(10, 60), _ => DrawStep())];
        Days = [.. Draw(4, _ => Between("2025-09-01", "2026-12-31"))];
    }

    public List<DateOnly> Born { get; }
    public List<(DateOnly On, List<(PopulationStatus Status, int Township)?> Rows)> Population { get; }
    public List<bool> Disabled { get; }
    public DateOnly DisabledOn { get; }
    public List<SentRoll> Rolls { get; }
    public List<SentStep> Steps { get; }
    public List<DateOnly> Days { get; }

    /// <summary>Chooses what is corrected and withdrawn; an entry is either.</summary>
    public void ChangeSome()
    {
        foreach (var step in Steps)
            if (Chance(0.15)) step.Withdrawn = true;
            else if (Chance(0.15)) step.CorrectedTo = step.On.AddDays(random.Next(-200, 60)) is var day && step.Until < day ? step.On : day;
    }

    private List<SentPupil> RowsOf()
    {
        var rows = new List<SentPupil>();
        for (var child = 0; child < Many; child++)
        {
            if (Chance(0.75)) rows.Add(new(child, random.Next(3), random.Next(1, 10), Status()));
            if (Chance(0.15)) rows.Add(new(child, random.Next(3), random.Next(1, 10), Status()));
        }
        return [.. rows.DistinctBy(row => (row.Child, row.School)).OrderBy(_ => random.Next())];

        RollStatus Status() => Chance(0.6) ? RollStatus.Enrolled : Any<RollStatus>();
    }

    private SentStep DrawStep()
    {
        // Most of them of a few children: it is what meets in one history that is hard to count.
        var (child, on, late) = (Chance(0.85) ? random.Next(4) : random.Next(Many), Between("2025-08-20", "2026-11-15"), Chance(0.4));
        int? school = Chance(0.6) ? random.Next(3) : null, grade = Chance(0.6) ? random.Next(1, 10) : null;
        return random.Next(6) switch
        {
            0 or 1 => new(child, on, LedgerStep.Dropout, Any<DropoutReason>().Code(), null, school, grade, late),
            2 => new(child, on, LedgerStep.Verify, Any<Finding>().Code(), Chance(0.5) ? on.AddDays(random.Next(0, 500)) : null, null, null, late),
            3 => new(child, on, LedgerStep.Return, Any<ReturnPlacement>().Code(), null, school, grade, late),
            4 => new(child, on, LedgerStep.AttendanceCheck, Any<AttendanceResult>().Code(), null, null, null, late),
            _ => new(child, on, LedgerStep.Place, LedgerPlacements.All[random.Next(LedgerPlacements.All.Count)].Code(), null, null, null, late),
        };
    }

    private bool Chance(double share) => random.NextDouble() < share;

    // Few different days, so that several steps fall on one.
    private DateOnly Between(string first, string last) =>
        Files.Day(first).AddDays(random.Next((Files.Day(last).DayNumber - Files.Day(first).DayNumber) / 6 + 1) * 6);

    private T Any<T>() where T : struct, Enum => Term.All<T>()[random.Next(Term.All<T>().Count)];

    private static List<T> Draw<T>(int count, Func<int, T> draw) => [.. Enumerable.Range(0, count).Select(draw)];
}
