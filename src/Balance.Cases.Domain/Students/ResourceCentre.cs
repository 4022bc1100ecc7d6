using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students;

/// <summary>
/// 特殊教育资源中心: an office of its own kind at a county, a township or a school (滨州: 县市区、镇街、校三级). Its code is that of its seat behind the
/// mark, so that the code says what it is, of which level, and which centres stand above and below it.
/// </summary>
public static class ResourceCentre
{
    /// <summary>What the code of a centre begins with.</summary>
    public const string Mark = "Z";

    /// <summary>Whether a code is that of a centre.</summary>
    public static bool Is(string office) => office.StartsWith(Mark, StringComparison.Ordinal);

    /// <summary>The centre at a county, township or school.</summary>
    public static string At(string seat) => Mark + seat;

    /// <summary>School, township or county, by its seat.</summary>
    /// <exception cref="ArgumentException">The code has another length.</exception>
    public static Level LevelOf(string office) => SeatOf(office).Length switch
    {
        10 => Level.School,
        9 => Level.Township,
        6 => Level.County,
        _ => throw new ArgumentException("An office's code has 6, 9 or 10 digits.", nameof(office)),
    };

    /// <summary>Whether somebody acts at the county bureau, above which there is no office: a resource centre of the county is beneath it.</summary>
    public static bool IsBureau(this Actor by) => by.Level == Level.County && !Is(by.Office);

    /// <summary>Code of the county, township or school where a centre sits; of any other office its own.</summary>
    public static string SeatOf(string office) => Is(office) ? office[Mark.Length..] : office;
}

/// <summary>How it stands with a child and the resource centres.</summary>
/// <param name="Held">The handover by which a centre holds the child; null: none does.</param>
/// <param name="Asked">The handover that waits for a centre's answer; null: none does.</param>
/// <param name="Unanswered">The answer that the clock gave for a centre which gave none, while no other was asked since.</param>
public sealed record CentreStand(Entry? Held, Entry? Asked, Entry? Unanswered)
{
    /// <summary>No centre has to do with the child.</summary>
    public static CentreStand None { get; } = new(null, null, null);

    /// <summary>Code of the centre that holds the child.</summary>
    public string? Holder => CentreOf(Held);

    /// <summary>Code of the centre that is asked to take it.</summary>
    public string? Addressee => CentreOf(Asked);

    /// <summary>Whether a centre has the child in charge: it holds it, or is asked to.</summary>
    public bool IsWith(string centre) => Holder == centre || Addressee == centre;

    private static string? CentreOf(Entry? handover) => (handover?.Happened as ResourceCentreAsked)?.Centre;
}
