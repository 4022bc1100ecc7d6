using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.People;

public sealed partial class Vault
{
    /// <summary>Destroys the child's key, keyed hash and facets (个人信息保护法 §47), also those of an id that proved to be the same child; the ids stay, so that every count, chain and rate does. Repeating it does no harm.</summary>
    /// <param name="tenant">The county.</param>
    /// <param name="child">The child.</param>
    /// <param name="reason">Why; it must not say who.</param>
    /// <param name="cancellation">Gives up before anything is destroyed.</param>
    /// <exception cref="Refusal"><c>erased_child</c>: the vault has never known the child.</exception>
    public async Task EraseAsync(string tenant, Guid child, string reason, CancellationToken cancellation = default)
    {
        await using var connection = await OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var erased = await EraseAsync(connection, tenant, [child], reason, cancellation);
        if (erased.Count == 0 && !await ExistsAsync(connection, tenant, child, cancellation)) throw Erased();
        // The list first: an erasure that then fails here is completed by the next replay, one missing from the list would come back with a backup.
        foreach (var gone in erased) erasures.Add(tenant, gone, DateTimeOffset.UtcNow);
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>Erases again whoever the list names and the database still knows: after a restore, and at every start. How many there were.</summary>
    public async Task<int> ReplayErasuresAsync(CancellationToken cancellation = default)
    {
        var again = 0;
        var listed = erasures.Read();
        if (listed.Count == 0) return again;
        await using var connection = await OpenConnectionAsync(cancellation);
        foreach (var county in listed)
        {
            // As a rule nobody came back, and there is no reason to wait for a running import.
            if (await StillKnownAsync(connection, county.Key, [.. county], cancellation) is not { Length: > 0 } back) continue;
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            again += (await EraseAsync(connection, county.Key, back, "replayed", cancellation)).Count;
            await transaction.CommitAsync(cancellation);
        }
        return again;
    }

    private static async Task<IReadOnlyCollection<Guid>> EraseAsync(NpgsqlConnection connection, string tenant, Guid[] children, string reason, CancellationToken cancellation)
    {
        // Not while an import may be about to write a facet of the child.
        await Locks.HoldAsync(connection, tenant, cancellation);
        var erased = await connection.With(
            """
            with gone as (
                update people.children
                set hash = null, wrapped_key = null, key_id = null, erased_at = coalesce(erased_at, clock_timestamp()), erased_for = coalesce(erased_for, $3)
                where tenant = $1 and (child = any($2) or merged_into = any($2)) and (erased_at is null or wrapped_key is not null or hash is not null)
                returning child),
            facets as (delete from people.facets where tenant = $1 and child in (select unnest($2) union all select child from gone))
            select child from gone
            """, tenant, children, reason).RowsAsync(row => row.GetGuid(0), cancellation);
        await Changes.RecordAsync(connection, tenant, erased, cancellation);
        return erased;
    }

    private static async Task<Guid[]> StillKnownAsync(NpgsqlConnection connection, string tenant, Guid[] children, CancellationToken cancellation)
    {
        await using var query = new NpgsqlCommand("""
            select coalesce(array_agg(child), '{}') from people.children
            where tenant = @tenant and child = any(@children) and (erased_at is null or wrapped_key is not null or hash is not null)
            """, connection);
        query.Parameters.AddWithValue("tenant", tenant);
        query.Parameters.AddWithValue("children", children);
        return (Guid[])(await query.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string tenant, Guid child, CancellationToken cancellation)
    {
        await using var query = new NpgsqlCommand("select exists (select from people.children where tenant = @tenant and child = @child)", connection);
        query.Parameters.AddWithValue("tenant", tenant);
        query.Parameters.AddWithValue("child", child);
        return (bool)(await query.ExecuteScalarAsync(cancellation))!;
    }
}
