using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Packs;

/// <summary>On what a number of a pack rests.</summary>
public enum Ground
{
    [Term("法律")] Law,
    [Term("政策文件")] Policy,
    [Term("默认值")] Default,
}

/// <summary>How the days of a deadline are counted.</summary>
public enum DayKind
{
    [Term("自然日")] Calendar,
    [Term("教学日")] School,
}

/// <summary>Something that a pack lays down, never without where it comes from.</summary>
public interface IGrounded
{
    /// <summary>Law, a policy document that was read, or a default of this house that a county may change and that is never shown as law.</summary>
    Ground Ground { get; }

    /// <summary>The document's name and place in it.</summary>
    string Source { get; }

    /// <summary>Its words; of a default, what the default says.</summary>
    string Quote { get; }

    /// <summary>The file of the policy collection in which the words stand; null for a default.</summary>
    string? File { get; }
}

/// <summary>A number that a pack lays down.</summary>
/// <param name="Value">The number; its unit stands in the member's name.</param>
/// <param name="In">How its days are counted; null: calendar days, or it is no number of days.</param>
public sealed record Ruled(int Value, Ground Ground, string Source, string Quote, string? File = null, DayKind? In = null) : IGrounded
{
    /// <summary>The bare number.</summary>
    public static implicit operator int(Ruled ruled) => ruled.Value;
}
