using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Standings;

namespace Balance.Cases.Domain.Students;

/// <summary>
/// 送教课时: lesson hours at home that a child is owed and was given in a school year. The pack's hours of a year are spread evenly over its
/// school days; those count on which the child was to be taught at home, so that one who is placed in spring is owed the spring. Where the county
/// changes packs within the year, each day is owed what its own pack lays down.
/// </summary>
/// <param name="Owed">By the day, to a tenth of an hour.</param>
/// <param name="Delivered">By the day.</param>
/// <param name="DueOn">The school day on which a whole session is missing, so that the next is to be given by then; null: none will be in this school year.</param>
public sealed record HomeTeachingHours(decimal Owed, decimal Delivered, DateOnly? DueOn)
{
    /// <summary>Hours missing.</summary>
    public decimal Behind => Math.Max(0, Owed - Delivered);

    /// <summary>The hours of a child by the end of a day, of the school year in which it lies.</summary>
    public static HomeTeachingHours Of(Student student, DateOnly day, PolicyPack pack)
    {
        var year = SchoolYear.Of(day);
        var taught = student.HomeTaught;
        var days = Enumerable.Range(0, year.Last.DayNumber - year.First.DayNumber + 1).Select(year.First.AddDays).ToArray();
        var norms = new Dictionary<string, Norm>();
        var delivered = SessionsIn(year, student).Where(session => session.OccurredOn <= day).Sum(session => session.Hours);

        var owedByDay = 0m;
        DateOnly? dueOn = null;
        foreach (var on in days)
        {
            var judging = pack.On(on);
            if (!norms.TryGetValue(judging.Id, out var norm)) norms[judging.Id] = norm = new(judging.Disability.HomeTeaching, [.. days.Where(judging.SchoolCalendar.IsSchoolDay)]);
            if (!norm.SchoolDays.Contains(on) || !taught.Any(stretch => on >= stretch.From && (stretch.Until is not { } until || on <= until))) continue;
            norm.Taught++;
            var owed = norms.Values.Sum(one => one.Owed);
            if (on <= day) owedByDay = owed;
            if (owed - delivered >= norm.Laid.HoursEach.Value) dueOn ??= on;
        }
        return new HomeTeachingHours(Math.Round(owedByDay, 1, MidpointRounding.AwayFromZero), delivered, dueOn);
    }

    /// <summary>What a pack lays down, and on how many of its school days the child was to be taught. Divided once, so that a whole year owes whole hours.</summary>
    private sealed class Norm(HomeTeachingNorm laid, HashSet<DateOnly> schoolDays)
    {
        public HomeTeachingNorm Laid => laid;

        public HashSet<DateOnly> SchoolDays => schoolDays;

        public int Taught { get; set; }

        public decimal Owed => Taught == 0 ? 0 : (decimal)laid.HoursPerYear.Value * Taught / schoolDays.Count;
    }

    /// <summary>Sessions given in a school year, in the order in which they happened.</summary>
    public static IEnumerable<HomeTeachingSessionDelivered> SessionsIn(SchoolYear year, Student student) =>
        student.Effective.Select(entry => entry.Happened).OfType<HomeTeachingSessionDelivered>().Where(session => year.Holds(session.OccurredOn));
}
