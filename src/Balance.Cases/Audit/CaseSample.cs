using Balance.Cases.Access;
using Balance.Cases.Storage;

namespace Balance.Cases.Audit;

/// <summary>Cases drawn at random.</summary>
/// <param name="Seed">Drawn again with it, from the cases of the same moment, the same cases come.</param>
/// <param name="By">Cases opened after this moment are not drawn from.</param>
/// <param name="Of">How many there were to draw from.</param>
public sealed record Sample(string Seed, DateTimeOffset By, int Of, IReadOnlyList<Guid> Children);

/// <summary>A sample of cases that nobody can choose and everybody can draw again: in order of a hash over seed and case. Scope is obeyed in the query.</summary>
public sealed class CaseSample(CasesDatabase database)
{
    /// <summary>The largest sample.</summary>
    public const int Most = 200;

    /// <summary>Draws from the cases that an officer may see and that were opened by a moment.</summary>
    public async Task<Sample> DrawAsync(string seed, int size, DateTimeOffset by, Principal who, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var command = connection.CreateCommand();
        command.CommandText =
            $"""
            select w.child, count(*) over ()::int
            from registers.whereabouts w join cases.mt_streams s on s.tenant_id = w.tenant and s.id = w.child
            where {Scope.Of(who).Where("w", command.Parameters)} and s.created <= @by
            order by sha256(convert_to(@seed || ':' || w.child::text, 'UTF8')), w.child
            limit @size
            """;
        command.Parameters.Add(new("seed", seed));
        command.Parameters.Add(new("size", Math.Clamp(size, 1, Most)));
        command.Parameters.Add(new("by", by.UtcDateTime));
        var drawn = await command.RowsAsync(row => (Child: row.GetGuid(0), Of: row.GetInt32(1)), ct);
        return new(seed, by, drawn.Count == 0 ? 0 : drawn[0].Of, [.. drawn.Select(row => row.Child)]);
    }
}
