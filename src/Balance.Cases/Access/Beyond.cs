using System.Text.Json;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Access;

/// <summary>A part of the county: a township, a school, or a class of it.</summary>
/// <param name="Office">Code of the school or township; of the county, where it is the whole.</param>
/// <param name="Of">User name of the officer whose area it is.</param>
/// <param name="Grade">Of a homeroom teacher's class.</param>
/// <param name="Class">Within the grade.</param>
public sealed record Area(string Office, string Of, int? Grade = null, string? Class = null)
{
    /// <summary>
    /// The grounds on which a child belongs to it, any one of which is enough; a ground holds where all its traits do, one without traits
    /// for every child. It is the one rule of it: <see cref="Scope"/> asks the database by it, and what is at hand is held against it.
    /// </summary>
    internal Ground[] Grounds => Offices.LevelOf(Office) switch
    {
        // A resource centre has no area: only the children whom it holds, or is asked to take, one by one.
        _ when ResourceCentre.Is(Office) => [],
        Level.County => [new Ground()],
        Level.Township => [new Ground(Residence: Office), new Ground(SchoolTownship: Office)],
        _ when Class is null => [new Ground(School: Office)],
        // A class without a grade is no class: nobody is in it.
        _ => Grade is { } grade ? [new Ground(School: Office, Grade: grade, Class: Class)] : [],
    };
}

/// <summary>What must be true of where a child is; null asks nothing, and what is not known of a child never holds.</summary>
internal sealed record Ground(string? Residence = null, string? School = null, string? SchoolTownship = null, int? Grade = null, string? Class = null)
{
    /// <summary>It asks nothing.</summary>
    public bool IsAnywhere => this is { Residence: null, School: null, SchoolTownship: null, Grade: null, Class: null };

    /// <summary>What it asks, by the columns of <c>registers.whereabouts</c>.</summary>
    public IEnumerable<(string Column, object Value)> Traits => new (string Column, object? Value)[]
        { ("residence_township", Residence), ("school_code", School), ("school_township", SchoolTownship), ("grade", Grade), ("class", Class) }
        .Where(trait => trait.Value is not null).Select(trait => (trait.Column, trait.Value!));

    /// <summary>Whether it holds for a child there.</summary>
    public bool Holds(string? school, string? schoolTownship, string? residenceTownship, int? grade, string? @class) =>
        (Residence is null || Residence == residenceTownship) && (School is null || School == school) && (SchoolTownship is null || SchoolTownship == schoolTownship)
        && (Grade is null || Grade == grade) && (Class is null || Class == @class);
}

/// <summary>What an officer has in charge for a time beside the own area: areas of absent colleagues, and single children by assignment or emergency.</summary>
public sealed record Beyond(IReadOnlyList<Area> Areas, IReadOnlyList<Guid> Children)
{
    /// <summary>As nearly everybody has it.</summary>
    public static Beyond Nothing { get; } = new([], []);

    /// <summary>As a claim or a header carries it; null: nothing.</summary>
    public string? ToText() => Areas.Count + Children.Count == 0 ? null : JsonSerializer.Serialize(this);

    /// <summary>Reads it.</summary>
    public static Beyond Of(string? text) => text is null ? Nothing : JsonSerializer.Deserialize<Beyond>(text)!;
}
