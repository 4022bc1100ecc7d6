using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;
using Npgsql;

namespace Balance.Cases.Registers.Snapshots;

/// <summary>What a register says of one date: the imports whose rows are in force together.</summary>
/// <param name="AsOf">The date described.</param>
/// <param name="SchoolYear">School year of a roll; null for other kinds.</param>
/// <param name="Imports">Ordinals of the imports that count, oldest first: none before the last that replaced the whole.</param>
/// <param name="Latest">Stream of the newest of them, named as evidence.</param>
public sealed record Snapshot(RegisterKind Kind, DateOnly AsOf, int? SchoolYear, long[] Imports, Guid Latest);

/// <summary>The registers of a county as known at a moment: which snapshots there are. Rows stay in the database.</summary>
public sealed class RegisterBook
{
    private readonly ILookup<RegisterKind, Snapshot> snapshots;
    private readonly Dictionary<RegisterKind, long[]> everTaken;

    private RegisterBook(string tenant, IEnumerable<Taken> imports)
    {
        Tenant = tenant;
        var taken = imports.OrderBy(import => import.Ordinal).ToList();
        LastOrdinal = taken.Count == 0 ? 0 : taken[^1].Ordinal;
        Begins = taken.Count == 0 ? null : taken[0].AsOf;
        everTaken = Term.All<RegisterKind>().ToDictionary(kind => kind, kind => taken.Where(import => import.Kind == kind).Select(import => import.Ordinal).ToArray());
        snapshots = taken
            .GroupBy(import => (import.Kind, import.AsOf, import.SchoolYear))
            .Select(InForce)
            .OrderBy(snapshot => snapshot.AsOf).ThenBy(snapshot => snapshot.SchoolYear)
            .ToLookup(snapshot => snapshot.Kind);
    }

    /// <summary>The county.</summary>
    public string Tenant { get; }

    /// <summary>Ordinal of the newest import known, 0 where there is none: what was read is unchanged while it stays.</summary>
    public long LastOrdinal { get; }

    /// <summary>The date of the import that set the county up; null: there is none.</summary>
    public DateOnly? Begins { get; }

    /// <summary>Every roll, by date.</summary>
    public IReadOnlyList<Snapshot> Rolls => [.. snapshots[RegisterKind.Enrolment]];

    /// <summary>All snapshots of a kind, by date.</summary>
    public IEnumerable<Snapshot> Of(RegisterKind kind) => snapshots[kind];

    /// <summary>The latest snapshot of a kind dated on or before the day.</summary>
    public Snapshot? LatestBy(RegisterKind kind, DateOnly day) => snapshots[kind].LastOrDefault(snapshot => snapshot.AsOf <= day);

    /// <summary>The roll of a day: the latest of its school year dated on or before it.</summary>
    public Snapshot? RollOf(DateOnly day) =>
        Rolls.LastOrDefault(roll => roll.SchoolYear == SchoolYear.Of(day).Year && roll.AsOf <= day);

    /// <summary>The first roll of a school year by date, whatever the day.</summary>
    public Snapshot? Baseline(int schoolYear) => Rolls.FirstOrDefault(roll => roll.SchoolYear == schoolYear);

    /// <summary>Lists grow: every import of the kind speaks, the latest row of a code counts.</summary>
    public long[] ImportsOf(RegisterKind kind) => [.. snapshots[kind].SelectMany(snapshot => snapshot.Imports).Order()];

    /// <summary>Every import of a kind that was ever known, replaced ones too.</summary>
    public long[] AllImportsOf(RegisterKind kind) => everTaken[kind];

    /// <summary>Reads which imports were known at the moment (null: now).</summary>
    public static async Task<RegisterBook> LoadAsync(NpgsqlConnection connection, string tenant, DateTimeOffset? knownAt, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = knownAt is null
            ? "select i.ordinal, i.id, i.kind, i.as_of, i.school_year, i.replaces from registers.imports i where i.tenant = $1"
            : """
              select i.ordinal, i.id, i.kind, i.as_of, i.school_year, i.replaces
              from registers.imports i join chain.links l on l.tenant = i.tenant and l.seq_id = i.seq_id
              where i.tenant = $1 and l.recorded_at <= $2
              """;
        command.Parameters.Add(new() { Value = tenant });
        if (knownAt is { } moment) command.Parameters.Add(new() { Value = moment.UtcDateTime });

        var imports = new List<Taken>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            imports.Add(new(reader.GetInt64(0), reader.GetGuid(1), (RegisterKind)reader.GetInt16(2), reader.GetFieldValue<DateOnly>(3),
                reader.IsDBNull(4) ? null : reader.GetInt32(4), reader.GetBoolean(5)));
        return new(tenant, imports);
    }

    private static Snapshot InForce(IGrouping<(RegisterKind Kind, DateOnly AsOf, int? SchoolYear), Taken> imports)
    {
        var ordered = imports.OrderBy(import => import.Ordinal).ToList();
        var from = Math.Max(0, ordered.FindLastIndex(import => import.Replaces));
        return new(imports.Key.Kind, imports.Key.AsOf, imports.Key.SchoolYear, [.. ordered.Skip(from).Select(import => import.Ordinal)], ordered[^1].Id);
    }

    private sealed record Taken(long Ordinal, Guid Id, RegisterKind Kind, DateOnly AsOf, int? SchoolYear, bool Replaces);
}
