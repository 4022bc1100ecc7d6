using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using CsCheck;

namespace Balance.Cases.Specs.Students;

/// <summary>Random histories for properties: whatever an officer or a ledger could have recorded over two school years.</summary>
internal static class Histories
{
    private static readonly DateOnly First = new(2026, 6, 1);
    private static readonly Gen<DateOnly> Day = Gen.Int[0, 500].Select(First.AddDays);

    private static readonly Gen<Func<Guid, DateOnly, StudentEvent>> Kind = Gen.OneOf(
        Gen.Select(Gen.Enum<Finding>(), Gen.Int[0, 300].Nullable()).Select(found => Maker((id, day) =>
            new SuspicionVerified(found.Item1, found.Item2 is { } days ? day.AddDays(days) : null, null) { Entry = id, OccurredOn = day, By = Samples.Teacher })),
        Gen.Int[1, 9].Select(grade => Maker((id, day) => new DropoutConfirmed(DropoutReason.Work, null, grade, null) { Entry = id, OccurredOn = day, By = Samples.Teacher })),
        Gen.Enum<ReturnPlacement>().Select(placement => Maker((id, day) => new StudentReturned(placement, null, null, null) { Entry = id, OccurredOn = day, By = Samples.Teacher })),
        Gen.Enum<AttendanceResult>().Select(result => Maker((id, day) => new AttendanceChecked(result, null) { Entry = id, OccurredOn = day, By = Samples.Teacher })),
        Gen.Enum<Placement>().Select(placement => Maker((id, day) => new PlacementDecided(placement, null, null) { Entry = id, OccurredOn = day, By = Samples.Teacher })),
        Gen.Const(Maker((id, day) => new PersuasionVisitLogged(Level.School, VisitOutcome.Refused, null, null, null) { Entry = id, OccurredOn = day, By = Samples.Teacher })));

    /// <summary>Up to twelve entries with names of their own, in any order of days.</summary>
    public static readonly Gen<StudentEvent[]> Entries =
        Gen.Select(Kind, Day).Array[0, 12].Select(made => made.Select((one, i) => one.Item1(Samples.Id(i + 1), one.Item2)).ToArray());

    /// <summary>One entry of the given name.</summary>
    public static Gen<StudentEvent> Entry(int number) => Gen.Select(Kind, Day, (kind, day) => kind(Samples.Id(number), day));

    /// <summary>Rolls of two school years with the child on or off them.</summary>
    public static readonly Gen<RollMark[]> Rolls = Gen.Select(Gen.Int[0, 500], Gen.Enum<RollStatus>().Nullable())
        .Select(roll => new RollMark(SchoolYear.Of(First.AddDays(roll.Item1)).Year, First.AddDays(roll.Item1), roll.Item2)).Array[0, 4]
        .Select(rolls => rolls.DistinctBy(roll => roll.On).ToArray());

    /// <summary>All that standing says on each of many days; without the order of recording, which is no fact of the world.</summary>
    public static string Read(IReadOnlyList<DatedStep> steps, RollMark[] rolls) => string.Join('\n', Enumerable.Range(0, 36).Select(i => First.AddDays(i * 15)).Select(day =>
    {
        var s = Standing.On(day, steps, rolls);
        return $"{day:yyyy-MM-dd} {s.Out} {s.Returned} {s.HomeTaught} {s.Finding} {s.OnRoll} {s.Enrolled} {s.Answered} "
            + $"{s.LastDropout?.OccurredOn:yyyy-MM-dd} {s.LastDropout?.Step} {s.StandingReturn?.OccurredOn:yyyy-MM-dd} {s.StandingReturn?.Step}";
    }));

    /// <summary>A shuffle that keeps the entries of one day in their order: on one day the order of recording decides.</summary>
    public static StudentEvent[] Shuffled(StudentEvent[] entries, int seed)
    {
        var random = new Random(seed);
        var shuffled = entries.ToArray();
        random.Shuffle(shuffled);
        var inOrder = entries.GroupBy(entry => entry.OccurredOn).ToDictionary(day => day.Key, day => new Queue<StudentEvent>(day));
        return [.. shuffled.Select(entry => inOrder[entry.OccurredOn].Dequeue())];
    }

    private static Func<Guid, DateOnly, StudentEvent> Maker(Func<Guid, DateOnly, StudentEvent> make) => make;
}
