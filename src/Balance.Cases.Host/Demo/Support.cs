using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Host.Demo;

/// <summary>A child of the left-behind survey.</summary>
internal readonly record struct LeftBehindStory(bool FatherAway, bool MotherAway, bool OtherCapable, int Months, Caregiver Caregiver)
{
    /// <summary>By 国发〔2016〕13号: both away, or the one that stayed is not capable.</summary>
    public bool IsNational => FatherAway && MotherAway || !OtherCapable;
}

/// <summary>Help that a child's household receives.</summary>
internal readonly record struct AssistanceStory(AssistanceCategory Category, DateOnly From, DateOnly? Until);

/// <summary>Who is left behind and who is helped.</summary>
internal sealed class Support(CountyShape shape, Draw draw)
{
    /// <summary>Null: lives with its parents.</summary>
    public LeftBehindStory? LeftBehindOf(DemoChild child)
    {
        if (child.Residence != Residence.Local || child.Status != PopulationStatus.Present || child.Age > 15) return null;
        if (draw.Share(child.Number, Lot.LeftBehind) >= (child.Township.Urban ? 0.03 : 0.13)) return null;
        var away = draw.Share(child.Number, Lot.LeftBehind, turn: 1);
        var both = away < 0.55;
        var caregiver = !both ? Caregiver.OtherParent : draw.Share(child.Number, Lot.Caregiver) switch
        {
            < 0.88 => Caregiver.Grandparents,
            < 0.99 => Caregiver.Relatives,
            _ => Caregiver.None,
        };
        return new(both || away < 0.9, both || away >= 0.9, both || draw.Share(child.Number, Lot.LeftBehind, turn: 2) < 0.85,
            1 + draw.Number(child.Number, Lot.LeftBehind, 12, turn: 3), caregiver);
    }

    /// <summary>Null: none.</summary>
    public AssistanceStory? AssistanceOf(DemoChild child)
    {
        AssistanceCategory? category = draw.Share(child.Number, Lot.Assistance) switch
        {
            < 0.001 => AssistanceCategory.Orphan,
            < 0.003 => AssistanceCategory.DeFactoUnattended,
            < 0.005 => AssistanceCategory.SevereHardship,
            < 0.006 => AssistanceCategory.ExtremePoverty,
            < 0.032 => AssistanceCategory.MinimumLiving,
            < 0.078 => AssistanceCategory.LiftedFromPoverty,
            < 0.086 => AssistanceCategory.PovertyMonitored,
            _ => null,
        };
        if (category is not { } known || child.Status != PopulationStatus.Present) return null;
        var from = new DateOnly(shape.Year.Year - 1 - draw.Number(child.Number, Lot.Assistance, 3, turn: 1), 1, 1);
        return new(known, from > child.Born ? from : child.Born, known == AssistanceCategory.MinimumLiving ? shape.Year.Last.AddMonths(4) : null);
    }
}
