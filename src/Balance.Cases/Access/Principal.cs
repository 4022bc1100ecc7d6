using System.Security.Claims;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Access;

/// <summary>Who acts, for which county (tenant), in which office; read from the signed-in identity, never from what a request says.</summary>
/// <param name="User">User name, as events record it.</param>
/// <param name="Tenant">County, six digits.</param>
/// <param name="Office">Code of the school (10 digits), township (9) or county (6), or of a resource centre there.</param>
/// <param name="Level">What kind of office that is.</param>
/// <param name="Role">Code of a <see cref="Access.Role"/>.</param>
public sealed record Principal(string User, string Tenant, string Office, Level Level, string Role)
{
    /// <summary>Grade of a homeroom teacher's class; null for everyone else.</summary>
    public int? Grade { get; init; }

    /// <summary>A homeroom teacher's class within the grade; null for everyone else.</summary>
    public string? Class { get; init; }

    /// <summary>What is in charge of the officer for a time beside the own area.</summary>
    public Beyond Beyond { get; init; } = Beyond.Nothing;

    /// <summary>User name of the absent colleague in whose place the officer acts on a child; null: in the own.</summary>
    public string? InPlaceOf { get; init; }

    /// <summary>The office is a resource centre.</summary>
    public bool IsOfCentre => ResourceCentre.Is(Office);

    /// <summary>The area that comes with office and class.</summary>
    public Area Area => new(Office, User, Grade, Class);

    /// <summary>As events name who recorded them.</summary>
    public Actor Actor => new(User, Office, Level);

    /// <summary>The clock, acting for a county: it knows of every case, and does what its rounds are for. No account can be it.</summary>
    internal static Principal OfClock(string county) => new(Actor.Clock, county, county, Level.County, Access.Role.CountyOfficer.Code());

    /// <summary>Reads the signed-in identity.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in, or the identity is not one of ours.</exception>
    public static Principal From(ClaimsPrincipal user) => TryFrom(user)
        ?? throw new InvalidOperationException("Nobody is signed in here.");

    /// <summary>Reads the signed-in identity; null where nobody is signed in.</summary>
    public static Principal? TryFrom(ClaimsPrincipal user)
    {
        if (user.Identity is not { IsAuthenticated: true, Name: { } name }) return null;
        if (user.FindFirstValue(Claims.Tenant) is not { } tenant || user.FindFirstValue(Claims.Office) is not { } office
            || user.FindFirstValue(Claims.Role) is not { } role) return null;
        return new Principal(name, tenant, office, Offices.LevelOf(office), role)
        {
            Grade = int.TryParse(user.FindFirstValue(Claims.Grade), out var grade) ? grade : null,
            Class = user.FindFirstValue(Claims.Class),
            Beyond = Beyond.Of(user.FindFirstValue(Claims.Beyond)),
        };
    }
}

/// <summary>Names of the claims that an account's identity carries.</summary>
public static class Claims
{
    public const string Tenant = "tenant";
    public const string Office = "office";
    public const string OfficeName = "office_name";
    public const string Role = "role";
    public const string Grade = "grade";
    public const string Class = "class";
    public const string DisplayName = "display_name";
    public const string Beyond = "beyond";
}
