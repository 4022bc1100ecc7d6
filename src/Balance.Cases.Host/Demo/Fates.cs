using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Host.Demo;

/// <summary>What becomes of children, in the proportions of a county whose targets are near.</summary>
internal sealed class Fates(CountyShape shape, Draw draw)
{
    private readonly int _lastPrimaryGrade = PolicyPack.For(shape.County).LastPrimaryGrade.Value;

    /// <summary>The child with what becomes of it.</summary>
    public DemoChild Tell(DemoChild child)
    {
        var fate = FateOf(child);
        return child with
        {
            Fate = fate,
            Episode = fate switch
            {
                Fate.DropsOut => EpisodeOf(child, shape.Year.First, mostDaysIn: 290),
                Fate.DroppedOutBefore => EpisodeOf(child, shape.YearBefore.First, mostDaysIn: 280),
                _ => null,
            },
        };
    }

    /// <summary>Disability, of six or seven children in a thousand.</summary>
    public Impairment? ImpairmentOf(int number, int age, Residence residence)
    {
        if (draw.Share(number, Lot.Disability) >= 0.0068) return null;
        var category = draw.Share(number, Lot.Disability, turn: 1) switch
        {
            < 0.06 => DisabilityCategory.Visual,
            < 0.16 => DisabilityCategory.Hearing,
            < 0.21 => DisabilityCategory.Speech,
            < 0.44 => DisabilityCategory.Physical,
            < 0.79 => DisabilityCategory.Intellectual,
            < 0.86 => DisabilityCategory.Mental,
            _ => DisabilityCategory.Multiple,
        };
        var level = 1 + draw.Number(number, Lot.Disability, 4, turn: 2);
        Placement? placement = age < 6 || residence == Residence.Away ? null : draw.Share(number, Lot.Placement) switch
        {
            < 0.045 => null,
            < 0.42 when level <= 2 => Placement.HomeTeaching,
            < 0.70 when level <= 2 => Placement.SpecialSchool,
            < 0.15 => Placement.SpecialSchool,
            _ => Placement.RegularClass,
        };
        return new(category, level, placement, placement != Placement.HomeTeaching || draw.Share(number, Lot.Placement, turn: 1) < 0.5);
    }

    private Fate FateOf(DemoChild child)
    {
        if (child.Status != PopulationStatus.Present) return Fate.Settled;
        if (child.Residence == Residence.Away) return child.Age is >= 6 and <= 15 ? Fate.Elsewhere : Fate.Settled;
        if (child.Impairment is { } impairment) return impairment.Placement is null && child.Age is >= 6 and <= 14 ? Fate.Unplaced : Fate.Settled;
        var grade = child.GradeIn(shape.Year);
        if (grade < 1 || grade > 10 || child.IsNewcomer) return Fate.Settled;
        var share = draw.Share(child.Number, Lot.Fate);
        if (grade == 10) return share < 0.008 ? Fate.DroppedOutBefore : Fate.Settled;
        if (grade == 1 && share > 0.994) return Fate.NeverEnrolled;
        if (grade <= _lastPrimaryGrade)
            return First(share, (Fate.DropsOut, 0.0006), (Fate.Suspended, 0.0008), (Fate.TransferredOut, 0.0005), (Fate.MovedAway, 0.0003), (Fate.Vanished, 0.0002));
        return First(share, (Fate.DropsOut, 0.015), (Fate.Suspended, 0.004), (Fate.Absent, 0.0018), (Fate.Vanished, 0.001), (Fate.TransferredOut, 0.0005),
            (Fate.MovedAway, 0.0005), grade == _lastPrimaryGrade + 1 ? (Fate.TransitionGap, 0.008) : (Fate.DroppedOutBefore, 0.009));
    }

    private static Fate First(double share, params ReadOnlySpan<(Fate Fate, double Odds)> fates)
    {
        foreach (var (fate, odds) in fates)
            if ((share -= odds) < 0) return fate;
        return Fate.Settled;
    }

    // More drop out early in the year than late.
    private Episode EpisodeOf(DemoChild child, DateOnly first, int mostDaysIn)
    {
        var number = child.Number;
        var share = draw.Share(number, Lot.DropoutDay);
        var on = Weekday(first.AddDays(4 + (int)(share * share * mostDaysIn)));
        var back = Weekday(on.AddDays(12 + draw.Number(number, Lot.ReturnDay, 55)));
        // Whoever should have finished school by then has no roll to come back to.
        var returns = draw.Share(number, Lot.Return) < 0.58 && (back.Month is not (7 or 8) || child.GradeIn(shape.Year) <= 9);
        var placement = draw.Share(number, Lot.Return, turn: 1) switch
        {
            < 0.68 => ReturnPlacement.Regular,
            < 0.78 => ReturnPlacement.SpecialClass,
            < 0.97 => ReturnPlacement.Vocational,
            _ => ReturnPlacement.HomeTeaching,
        };
        return new(on, ReasonOf(child), returns ? back : null, placement, BorneOut: draw.Share(number, Lot.Return, turn: 2) < 0.85);
    }

    private DropoutReason ReasonOf(DemoChild child)
    {
        var share = draw.Share(child.Number, Lot.Reason);
        if (child.Age < 12) return share < 0.5 ? DropoutReason.Family : DropoutReason.Illness;
        return share switch
        {
            < 0.38 => DropoutReason.LearningDifficulty,
            < 0.66 => DropoutReason.Work,
            < 0.80 => DropoutReason.Family,
            < 0.90 => DropoutReason.Illness,
            < 0.94 when !child.Male => DropoutReason.EarlyMarriage,
            _ => DropoutReason.Other,
        };
    }

    /// <summary>The day itself, or the Monday after a weekend.</summary>
    public static DateOnly Weekday(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(2),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };
}
