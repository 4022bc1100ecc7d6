using System.Text.Json;
using Balance.Cases.Domain.Indicators;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Indicators.Declared;

/// <summary>A figure that was declared, and when that was recorded.</summary>
public sealed record Recorded(IDeclared What, DateTimeOffset RecordedAt);

/// <summary>What was declared of a county, as known at a moment, in the order of recording. Nothing is ever taken back: what is said again stands beside what it replaces.</summary>
public sealed class DeclaredFigures
{
    /// <summary>The kinds of figure that are declared.</summary>
    public static IReadOnlyList<Type> Kinds { get; } = [typeof(CohortDeclared), typeof(CompletionDeclared), typeof(SchoolValuesDeclared), typeof(ResourceRoomDeclared)];

    private static readonly Dictionary<string, Type> ByName = Kinds.ToDictionary(EventKinds.NameOf);

    private readonly IReadOnlyList<Recorded> _all;

    private DeclaredFigures(IReadOnlyList<Recorded> all) => _all = all;

    /// <summary>Every declaration, the earliest first.</summary>
    public IReadOnlyList<Recorded> All => _all;

    /// <summary>Reads what was declared by a moment.</summary>
    public static async Task<DeclaredFigures> LoadAsync(string tenant, DateTimeOffset moment, NpgsqlConnection connection, CancellationToken ct) => new(await connection.With(
        """
        select e.type, e.data::text, l.recorded_at from cases.mt_events e join chain.links l on l.tenant = e.tenant_id and l.seq_id = e.seq_id
        where e.tenant_id = $1 and e.type = any($2) and l.recorded_at <= $3 order by l.recorded_at, e.seq_id
        """, tenant, ByName.Keys.ToArray(), moment.UtcDateTime)
        .RowsAsync(row => new Recorded(Read(row.GetString(0), row.GetString(1)), new DateTimeOffset(row.GetDateTime(2), TimeSpan.Zero)), ct));

    /// <summary>The one of this declaration; null: there is none.</summary>
    public static async Task<IDeclared?> FindAsync(string tenant, Guid declaration, NpgsqlConnection connection, CancellationToken ct) =>
        (await connection.With("select type, data::text from cases.mt_events where tenant_id = $1 and stream_id = $2 and type = any($3)", tenant, declaration, ByName.Keys.ToArray())
            .RowsAsync(row => Read(row.GetString(0), row.GetString(1)), ct)).SingleOrDefault();

    /// <summary>Of each unit, and of each further key, what counts on a day: the latest school year that can be said by then, and of it what was said last.</summary>
    public IReadOnlyList<T> On<T>(DateOnly day, Func<T, object> key) where T : IDeclared =>
    [
        .. _all.Select(recorded => recorded.What).OfType<T>().Where(declared => declared.On <= day)
            .Select((declared, order) => (declared, order)).GroupBy(one => (one.declared.Unit, key(one.declared)))
            .Select(of => of.OrderBy(one => one.declared.SchoolYear).ThenBy(one => one.declared.On).ThenBy(one => one.order).Last().declared)
            .OrderBy(declared => declared.Unit.Length).ThenBy(declared => declared.Unit, StringComparer.Ordinal),
    ];

    /// <summary>Whether a later word replaced it.</summary>
    public bool IsReplaced(Recorded one) => _all.SkipWhile(recorded => recorded.What.Declaration != one.What.Declaration).Skip(1).Any(later => KeyOf(later.What).Equals(KeyOf(one.What)));

    /// <summary>Declarations about the same: kind, school year, unit, and for school values stage and item.</summary>
    private static object KeyOf(IDeclared declared) => declared is SchoolValuesDeclared values
        ? (declared.GetType(), declared.SchoolYear, declared.Unit, (object)(values.Stage, values.Item)) : (declared.GetType(), declared.SchoolYear, declared.Unit, (object)"");

    private static IDeclared Read(string name, string json) => (IDeclared)JsonSerializer.Deserialize(json, ByName[name], CasesJson.Options)!;
}
