using Balance.Cases.Access;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Marten;
using Npgsql;

namespace Balance.Cases.Storage.Desk;

/// <summary>One of several files that are decided on together.</summary>
/// <param name="Version">The version that the officer saw.</param>
/// <param name="InPlaceOf">In whose place the officer acts on this child; null: in the own.</param>
/// <param name="Decide">What comes of it in this file.</param>
/// <param name="Refused">Why nothing can, as far as it is known before the file is read.</param>
public sealed record FileToDecide(Guid Child, long Version, string? InPlaceOf, Func<Student?, Decision> Decide, Refusal? Refused = null);

public sealed partial class CaseDesk
{
    /// <summary>Decides in several files on the versions that the officer saw, in one transaction and under one receipt: in all of them, or in none.</summary>
    /// <param name="alongside">Writes into the same transaction.</param>
    /// <exception cref="ManyRefused">Some of the files do not allow it; each of them is named.</exception>
    /// <exception cref="Refusal"><c>command_reused</c>.</exception>
    public Task<ManyReceipt> DecideTogetherAsync(
        CommandSlip command, Principal who, IReadOnlyList<FileToDecide> files, Func<NpgsqlConnection, CancellationToken, Task> alongside, CancellationToken ct) =>
        UntilWonAsync(() => TryTogetherAsync(command, who, files, alongside, ct), ct);

    private async Task<ManyReceipt> TryTogetherAsync(
        CommandSlip command, Principal who, IReadOnlyList<FileToDecide> files, Func<NpgsqlConnection, CancellationToken, Task> alongside, CancellationToken ct)
    {
        await using var session = sessions.Open(who, command.Id);
        var batch = session.CreateBatchQuery();
        var before = batch.Load<KeptReceipt>(command.Id);
        // In one order everywhere, so that two who write the same files wait for each other in turn.
        var fetched = files.Where(file => file.Refused is null).OrderBy(file => file.Child).Select(file => (File: file, Stream: batch.Events.FetchForWriting<StudentCase>(file.Child))).ToList();
        await batch.Execute(ct);
        if (await before is { } kept) return Same(kept, command).Answers!;

        var hindrances = files.Where(file => file.Refused is not null).Select(file => new Hindrance(file.Child, file.Refused, null)).ToList();
        var receipts = new Dictionary<Guid, Receipt>();
        var following = new List<Guid>();
        foreach (var (file, fetching) in fetched)
        {
            var stream = await fetching;
            var version = stream.StartingVersion ?? 0;
            if (Hindering(file, stream.Aggregate?.Student, version, out var happens) is { } hindrance) hindrances.Add(hindrance);
            if (happens.Count > 0) stream.AppendMany(happens.Select(happened => Named(session, happened, file.InPlaceOf)));
            following.AddRange(followUps.Of(file.Child, happens));
            receipts[file.Child] = new Receipt(command.Id, file.Child, version + happens.Count, [.. happens.Select(happened => happened.Entry)]);
        }
        if (hindrances.Count > 0) throw new ManyRefused([.. files.Join(hindrances, file => file.Child, hindrance => hindrance.Child, (_, hindrance) => hindrance)]);

        var answer = new ManyReceipt(command.Id, [.. files.Select(file => receipts[file.Child])]);
        await session.BeginTransactionAsync(ct);
        await alongside(session.Connection, ct);
        session.Insert(new KeptReceipt { Id = command.Id, Payload = command.Payload, Answers = answer, At = clock.GetUtcNow() });
        await followUps.SaveAsync(session, who.Tenant, following, ct);
        return answer;
    }

    /// <summary>What stands in the way in a file; where nothing does, what happens in it.</summary>
    private static Hindrance? Hindering(FileToDecide file, Student? student, long version, out IReadOnlyList<StudentEvent> happens)
    {
        happens = [];
        if (file.Version != version)
            return new(file.Child, null, new Conflict(file.Child, file.Version, version, [.. student?.Entries.Where(entry => entry.Order > file.Version) ?? []]));
        var decision = file.Decide(student);
        if (decision.Refused is { } refused) return new(file.Child, new Refusal(refused.Code, refused.Chinese, refused.English), null);
        happens = decision.Events;
        return null;
    }

    /// <summary>An entry that says in whose place it is made: of several files this may be another for each, so that the session cannot say it.</summary>
    private static object Named(IDocumentSession session, StudentEvent happened, string? inPlaceOf)
    {
        if (inPlaceOf is null) return happened;
        var entry = session.Events.BuildEvent(happened);
        entry.SetHeader(CaseSessions.InPlaceOf, inPlaceOf);
        return entry;
    }
}
