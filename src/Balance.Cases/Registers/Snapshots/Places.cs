using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Reading;
using Balance.Cases.Storage;
using Npgsql;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Registers.Snapshots;

/// <summary>A school as its latest row describes it.</summary>
/// <param name="Township">Null: a school outside the county.</param>
/// <param name="Since">The date of the first list that names it.</param>
public sealed record School(string Code, string Name, string? Township, SchoolKind Kind, DateOnly Since);

/// <summary>The townships and schools that a county's imports have named; the latest row of each counts.</summary>
public sealed record Places(IReadOnlyDictionary<string, string> TownshipNames, IReadOnlyDictionary<string, School> BySchoolCode)
{
    /// <summary>For judging the codes and names in files.</summary>
    public TownshipBook Townships => new(TownshipNames);

    /// <summary>For judging the codes and names in files.</summary>
    public SchoolBook Schools => new(BySchoolCode.Values.Select(school => KeyValuePair.Create(school.Code, school.Name)));

    /// <summary>Name of a unit of the county by its code; the code itself where nothing names it.</summary>
    public string NameOf(string unit) => ResourceCentre.Is(unit) ? CentreAt(ResourceCentre.SeatOf(unit))
        : TownshipNames.TryGetValue(unit, out var township) ? township
        : BySchoolCode.TryGetValue(unit, out var school) ? school.Name : unit;

    private string CentreAt(string seat) => ResourceCentre.LevelOf(seat) == Level.County
        ? T("县特教资源中心", "County resource centre") : T($"{NameOf(seat)}特教资源中心", $"Resource centre of {NameOf(seat)}");

    /// <summary>Reads the lists that the book knows.</summary>
    public static async Task<Places> LoadAsync(NpgsqlConnection connection, RegisterBook book, CancellationToken ct)
    {
        var townships = await Latest(connection, book, RegisterKind.Townships, "townships", "r.code, r.name")
            .RowsAsync(row => (Code: row.GetString(0), Name: row.GetString(1)), ct);
        var schools = await Latest(connection, book, RegisterKind.Schools, "schools", "r.code, r.name, r.township, r.kind, min(i.as_of) over (partition by r.code)")
            .RowsAsync(row => new School(row.GetString(0), row.GetString(1), row.Text(2), (SchoolKind)row.GetInt16(3), row.GetFieldValue<DateOnly>(4)), ct);
        return new(townships.ToDictionary(place => place.Code, place => place.Name), schools.ToDictionary(school => school.Code));
    }

    private static NpgsqlCommand Latest(NpgsqlConnection connection, RegisterBook book, RegisterKind kind, string table, string columns) => connection.With(
        $"""
        select distinct on (r.code) {columns}
        from registers.{table}_in($1, $2) r join registers.imports i on i.tenant = r.tenant and i.ordinal = r.import
        order by r.code, i.as_of desc, r.import desc, r.line desc
        """, book.Tenant, book.ImportsOf(kind));
}
