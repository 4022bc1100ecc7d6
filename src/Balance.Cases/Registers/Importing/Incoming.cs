using System.Threading.Channels;
using Balance.Cases.People;
using Balance.Cases.Registers.Reading;
using Npgsql;
using NpgsqlTypes;

namespace Balance.Cases.Registers.Importing;

/// <summary>Moves accepted rows into a table in batches: read and judged on one side, sealed and copied on the other, a few batches in memory at most.</summary>
internal sealed class Incoming<TRow>(RegisterTable<TRow> table, VaultBatch vault, IdentityHash hash, string tenant, long ordinal, int batchSize)
    where TRow : class, IRegisterRow<TRow>
{
    private readonly record struct Accepted(int Line, TRow Row, byte[] Mac);

    /// <summary>Reads to the end; the number of rows accepted.</summary>
    public async Task<int> CopyAsync(
        IEnumerable<ReadRow<TRow>> rows, string target, RejectedRows rejected, IProgress<ImportProgress>? progress,
        NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken ct)
    {
        var batches = Channel.CreateBounded<List<Accepted>>(2);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var reading = Task.Run(() => ReadAsync(rows, batches.Writer, rejected, stop.Token), stop.Token);
        var accepted = 0;
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(ct))
            {
                await StoreAsync(batch, target, connection, transaction, ct);
                accepted += batch.Count;
                progress?.Report(new(accepted, rejected.Count, Storing: false));
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await reading;
        return accepted;
    }

    private async Task ReadAsync(IEnumerable<ReadRow<TRow>> rows, ChannelWriter<List<Accepted>> batches, RejectedRows rejected, CancellationToken ct)
    {
        try
        {
            var batch = new List<Accepted>(batchSize);
            foreach (var read in rows)
            {
                if (read.Row is null)
                {
                    rejected.Add(read.Reject!, read.AsSent);
                    continue;
                }
                batch.Add(new(read.Line, read.Row, hash.Fingerprint(tenant, table.Plain(read.Row))));
                if (batch.Count < batchSize) continue;
                await batches.WriteAsync(batch, ct);
                batch = new List<Accepted>(batchSize);
            }
            if (batch.Count > 0) await batches.WriteAsync(batch, ct);
            batches.Complete();
        }
        catch (Exception problem)
        {
            batches.Complete(problem);
            throw;
        }
    }

    private async Task StoreAsync(List<Accepted> batch, string target, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken ct)
    {
        var children = table.Identity is { } identity
            ? await vault.AllotAsync(connection, transaction, tenant, batch.ConvertAll(accepted => identity(accepted.Row)), ct)
            : null;
        await using var copy = await connection.BeginBinaryImportAsync($"copy {target} ({table.Shape.AllColumns}) from stdin (format binary)", ct);
        for (var i = 0; i < batch.Count; i++)
        {
            copy.StartRow();
            copy.Write(tenant);
            copy.Write(ordinal, NpgsqlDbType.Bigint);
            copy.Write(batch[i].Line, NpgsqlDbType.Integer);
            copy.Write(batch[i].Mac, NpgsqlDbType.Bytea);
            table.Write(copy, batch[i].Row, children?[i] ?? default);
        }
        await copy.CompleteAsync(ct);
    }
}
