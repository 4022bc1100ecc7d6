using System.Runtime.CompilerServices;
using Balance.Cases.Domain.Students;
using Marten;
using Npgsql;
using NpgsqlTypes;

namespace Balance.Cases.Storage;

/// <summary>
/// Builds <see cref="StudentCase"/> anew: every stream is read once in its order, folded, and written by COPY, in one transaction, so that
/// whoever reads or writes a view meanwhile waits, and a rebuild that fails leaves the views as they were. Marten's own reads the events
/// in the order of recording and writes a view again for every page of events that its stream has a part in.
/// </summary>
internal sealed class CaseRebuild(CasesDatabase database, ISerializer serializer)
{
    /// <summary>Streams that are folded in one go.</summary>
    private const int Together = 500;

    public async Task RunAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.With("truncate cases.mt_doc_studentcase").RunAsync(ct);
        await using (var copy = await connection.BeginBinaryImportAsync(
            "copy cases.mt_doc_studentcase (tenant_id, id, data, mt_version, mt_dotnet_type) from stdin (format binary)", ct))
        {
            using var gate = new SemaphoreSlim(1, 1);
            await Parallel.ForEachAsync(StreamsAsync(ct), ct, async (streams, stop) =>
            {
                var rows = streams.ConvertAll(Row);
                await gate.WaitAsync(stop);
                try
                {
                    foreach (var (county, view, json) in rows) await WriteAsync(copy, county, view, json, stop);
                }
                finally
                {
                    gate.Release();
                }
            });
            await copy.CompleteAsync(ct);
        }
        await connection.With("analyze cases.mt_doc_studentcase").RunAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private (string County, StudentCase View, string Json) Row(StoredStream stream)
    {
        var view = stream.Fold();
        return (stream.County, view, serializer.ToJson(view));
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter copy, string county, StudentCase view, string json, CancellationToken ct)
    {
        await copy.StartRowAsync(ct);
        await copy.WriteAsync(county, NpgsqlDbType.Varchar, ct);
        await copy.WriteAsync(view.Id, NpgsqlDbType.Uuid, ct);
        await copy.WriteAsync(json, NpgsqlDbType.Jsonb, ct);
        await copy.WriteAsync(view.Version, NpgsqlDbType.Bigint, ct);
        await copy.WriteAsync(typeof(StudentCase).FullName!, NpgsqlDbType.Varchar, ct);
    }

    /// <summary>Every stream with its events, some hundreds at a time; on a connection of its own, since the other one is writing.</summary>
    private async IAsyncEnumerable<List<StoredStream>> StreamsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await using var command = connection.With(
            "select tenant_id, stream_id, version, type, data from cases.mt_events where type = any($1) order by tenant_id, stream_id, version",
            (object)EventKinds.OfStudents.Types.Select(EventKinds.NameOf).ToArray());
        await using var row = await command.ExecuteReaderAsync(ct);
        var streams = new List<StoredStream>(Together);
        while (await row.ReadAsync(ct))
        {
            var (county, child) = (row.GetString(0), row.GetGuid(1));
            if (streams.Count == 0 || streams[^1].Child != child || streams[^1].County != county)
            {
                if (streams.Count == Together)
                {
                    yield return streams;
                    streams = new List<StoredStream>(Together);
                }
                streams.Add(new(county, child, []));
            }
            streams[^1].Events.Add(new(row.GetInt64(2), row.GetString(3), row.GetFieldValue<byte[]>(4)));
        }
        if (streams.Count > 0) yield return streams;
    }

    private readonly record struct StoredEvent(long Version, string Type, byte[] Json);

    private sealed record StoredStream(string County, Guid Child, List<StoredEvent> Events)
    {
        public StudentCase Fold()
        {
            Student? student = null;
            foreach (var stored in Events) student = Student.Evolve(student, Child, stored.Version, EventKinds.ReadStudentEvent(stored.Type, stored.Json));
            return StudentCase.Of(student!);
        }
    }
}
