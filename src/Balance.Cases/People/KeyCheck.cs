using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.People;

/// <summary>Whether this ring is the one that the database was written with. Another one would open nothing and allot every child anew.</summary>
public sealed class KeyCheck(KeyRing keys)
{
    private volatile bool settled;

    /// <summary>Refuses another ring's database; notes the keys in use the first time.</summary>
    /// <exception cref="Refusal"><c>wrong_keys</c>.</exception>
    public async Task EnsureAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (settled) return;
        // Only what is already committed settles it: the caller's transaction may yet be rolled back.
        var used = new Dictionary<string, bool>();
        await using (var query = new NpgsqlCommand("select key_id, xmin is distinct from pg_current_xact_id_if_assigned()::xid from people.key_ids", connection))
        await using (var rows = await query.ExecuteReaderAsync(cancellation))
            while (await rows.ReadAsync(cancellation)) used[rows.GetString(0)] = rows.GetBoolean(1);
        var foreign = used.Keys.Where(id => !keys.Holds(id)).ToList();
        if (foreign.Count > 0)
            throw new Refusal("wrong_keys", $"密钥文件夹与数据库不符：缺少密钥 {string.Join('、', foreign)}。请把 Balance:Keys 指向原来的密钥文件夹。",
                $"The keys folder is not the one this database was written with: it lacks {string.Join(", ", foreign)}. Point Balance:Keys to the original folder.");
        string[] inUse = [keys.NewestId(KeyPurpose.Wrapping), keys.NewestId(KeyPurpose.Hash)];
        if (inUse.All(id => used.GetValueOrDefault(id))) settled = true;
        else await NoteAsync(connection, inUse, cancellation);
    }

    private static async Task NoteAsync(NpgsqlConnection connection, string[] ids, CancellationToken cancellation)
    {
        await using var write = new NpgsqlCommand("insert into people.key_ids (key_id) select unnest(@ids) on conflict do nothing", connection);
        write.Parameters.AddWithValue("ids", ids);
        await write.ExecuteNonQueryAsync(cancellation);
    }
}
