using System.Text.Json;
using Balance.Cases.Access;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.People;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Desk;
using Marten;
using Npgsql;

namespace Balance.Cases.Cases;

/// <summary>Two files that proved to be one child's: the entries of the one are taken over by the other, with their days, their officers and what was typed.</summary>
public sealed class FileMerging(CasesDatabase database, IDocumentStore store, CaseDesk desk, Reach reach, ChildLooks looks, CaseContexts contexts, Vault vault, Books books, Grants grants)
{
    /// <summary>Merges the command's file into that of the child with its number; a child without a file gets one by it.</summary>
    /// <exception cref="Conflict">The file has another version.</exception>
    /// <exception cref="Refusal"><c>not_found</c>, <c>forbidden</c>, <c>unknown_number</c>, <c>same_child</c>, <c>still_registered</c>, <c>other_changed</c>, <c>command_reused</c>, or the decisions' own.</exception>
    public async Task<Receipt> MergeAsync(Act act, MergeFile command, CancellationToken ct)
    {
        await using var connection = await database.Desk.OpenConnectionAsync(ct);
        var other = command.Child;
        var context = await ContextAsync(act, other, connection, ct);
        var kept = await KeptAsync(act.Who.Tenant, other, command.Number!.Trim().ToUpperInvariant(), connection, ct);
        var keptContext = await ContextAsync(act, kept, connection, ct);

        await using var session = store.QuerySession(act.Who.Tenant);
        var files = (await session.LoadManyAsync<StudentCase>(ct, other, kept)).ToDictionary(file => file.Id);
        var history = await HistoryAsync(act.Who.Tenant, files.GetValueOrDefault(other)?.Student, kept, ct);
        var why = (await vault.SealTextAsync(act.Who.Tenant, other, command.Why!, ct), Kept: await vault.SealTextAsync(act.Who.Tenant, kept, command.Why!, ct));
        // Entries are named after their command: in the second file they need names of their own.
        var ownContext = keptContext with { Command = keptContext.EntryId(1) };
        try
        {
            var receipts = await desk.DecideTogetherAsync(act.Slip, act.Who,
            [
                new(other, command.Version, null, student => Casework.Decide(student, new Domain.Students.Decisions.MergeFile(command.OccurredOn, kept, why.Item1), context)),
                new(kept, files.GetValueOrDefault(kept)?.Version ?? 0, null, student => Casework.Decide(student, new ReceiveHistory(command.OccurredOn, other, history, why.Kept), ownContext)),
            ], (within, stop) => AlongsideAsync(act.Who.Tenant, other, kept, within, stop), ct);
            grants.Forget(act.Who.Tenant);
            return receipts.Cases[0];
        }
        catch (ManyRefused refused)
        {
            throw ReasonOf(refused.Hindrances[0], other);
        }
    }

    private async Task<DecisionContext> ContextAsync(Act act, Guid child, NpgsqlConnection connection, CancellationToken ct)
    {
        var look = await looks.OfAsync(act.Who.Tenant, child, connection, ct);
        var who = await reach.MustReachAsync(child, look.Place, act, connection, ct);
        return await contexts.OfAsync(who, child, act.Slip.Id, look, ct);
    }

    private async Task<Guid> KeptAsync(string tenant, Guid other, string number, NpgsqlConnection connection, CancellationToken ct)
    {
        if (await vault.FindAsync(tenant, number, ct) is not { } kept)
            throw new Refusal("unknown_number", "本县没有这个号码的学生；如果这是本档案学生的号码，请用“更正身份证号”。", "No child of this county has that number; if it is this child's own, correct its number instead.");
        if (kept == other) throw new Refusal("same_child", "这就是本档案学生的号码，请填写另一份档案的号码。", "That is this child's own number; give that of the other file.");
        if (await Whereabouts.IsRegisteredAsync(tenant, other, books, connection, ct))
            throw new Refusal("still_registered", "人口或学籍名册仍以另一号码登记该生，合并后会重复计数。请先用更正后的名册“替换”导入，再合并。",
                "The population register or the roll still holds this child under its other number, so that it would be counted twice. Import the corrected register with “replace” first, then merge.");
        return kept;
    }

    /// <summary>The entries of a file as another child's file takes them: narrative is sealed anew under that child's key.</summary>
    private async Task<IReadOnlyList<StudentEvent>> HistoryAsync(string tenant, Student? from, Guid to, CancellationToken ct)
    {
        if (from is null) return [];
        var texts = from.Entries.SelectMany(entry => SealedTexts.In(entry.Recorded)).Distinct().ToArray();
        var opened = await vault.OpenTextsAsync(tenant, [.. texts.Select(text => (from.Id, text))], ct);
        var anew = await vault.SealTextsAsync(tenant, [.. opened.Select(text => new ChildText(to, text ?? ""))], null, ct);
        var instead = texts.Zip(anew).ToDictionary(pair => pair.First.Cipher, pair => (string?)pair.Second.Cipher);
        return [.. from.Entries.Select(entry => Told(entry.Recorded, instead))];
    }

    private static StudentEvent Told(StudentEvent happened, Dictionary<string, string?> instead)
    {
        var page = JsonSerializer.SerializeToNode(happened, CasesJson.Options);
        SealedTexts.Replace(page, instead);
        return page.Deserialize<StudentEvent>(CasesJson.Options)!;
    }

    private async Task AlongsideAsync(string tenant, Guid other, Guid kept, NpgsqlConnection connection, CancellationToken ct)
    {
        await vault.MergeAsync(connection, tenant, other, kept, ct);
        await MergedCharge.TakeOverAsync(tenant, other, kept, connection, ct);
        await Whereabouts.FollowAsync(tenant, [kept], connection, ct);
    }

    private static Exception ReasonOf(Hindrance hindrance, Guid other) => hindrance switch
    {
        { Refused: { } refused } => refused,
        { Changed: { } conflict } when hindrance.Child == other => conflict,
        _ => new Refusal("other_changed", "另一份档案刚有新的记录，请核对后再提交一次。", "Something new was recorded in the other file just now; look at it and send this again."),
    };
}
