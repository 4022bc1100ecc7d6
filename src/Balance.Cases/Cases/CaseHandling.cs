using Balance.Cases.Access;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Registers;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using Npgsql;

namespace Balance.Cases.Cases;

/// <summary>Who asks for what.</summary>
public readonly record struct Act(Principal Who, CommandSlip Slip, Right Use)
{
    /// <summary>Whether the role allows it; a handler knows better where it hangs on what is asked for.</summary>
    public bool Allowed { get; init; } = Who.May(Use);

    /// <summary>An act about a concern; of one that is not for the officer's eyes nothing can be written either, since a refusal would tell of it.</summary>
    public static Act About(Concern concern, Principal who, CommandSlip slip, Right use) => new(who, slip, use) { Allowed = who.May(use) && who.MayRead(concern) };
}

/// <summary>
/// What every use of a case has in common: whether the officer may, narrative sealed under the child's key, what the decision has to
/// know, and the desk that writes. A handler says only which decision its command means.
/// </summary>
public sealed partial class CaseHandling(CasesDatabase database, CaseDesk desk, Vault vault, Reach reach, ChildLooks looks, CaseContexts contexts)
{
    /// <summary>Decides on the version that the officer saw.</summary>
    /// <param name="texts">What was typed, to be sealed; the sealed texts come back in the same order, null where nothing was typed.</param>
    /// <exception cref="Conflict">The file has another version.</exception>
    /// <exception cref="Refusal"><c>not_found</c>, <c>forbidden</c>, <c>command_reused</c>, or the decision's own.</exception>
    public Task<Receipt> DecideAsync(Act act, DecidingCommand command, string?[] texts, Func<SealedText?[], StudentCommand> say, CancellationToken ct) =>
        DecideAsync(act, command, texts, (_, sealedTexts) => say(sealedTexts), ct);

    /// <summary>The same, where what is meant hangs on what stands in the file.</summary>
    /// <param name="alongside">Writes into the same transaction, if anything happened.</param>
    public async Task<Receipt> DecideAsync(
        Act act, DecidingCommand command, string?[] texts, Func<Student?, SealedText?[], StudentCommand> say, CancellationToken ct, Func<NpgsqlConnection, CancellationToken, Task>? alongside = null)
    {
        var (who, sealedTexts, context) = await PrepareAsync(act, command, texts, ct);
        return await desk.DecideAsync(act.Slip, who, command.Child, command.Version, student => Casework.Decide(student, say(student, sealedTexts), context), ct, alongside);
    }

    /// <summary>The same, where the decision needs something of the transaction that it is kept in.</summary>
    public async Task<Receipt> DecideWithinAsync(Act act, DecidingCommand command, Func<NpgsqlConnection, CancellationToken, Task<StudentCommand>> say, CancellationToken ct)
    {
        var (who, _, context) = await PrepareAsync(act, command, [], ct);
        return await desk.DecideWithinAsync(act.Slip, who, command.Child, command.Version,
            async (connection, student, stop) => Casework.Decide(student, await say(connection, stop), context), ct);
    }

    /// <summary>Adds an entry whatever happened meanwhile. A file that begins is from now on followed by the registers.</summary>
    /// <exception cref="Refusal"><c>not_found</c>, <c>forbidden</c>, <c>command_reused</c>, or the decision's own.</exception>
    public async Task<Receipt> AddAsync(Act act, CaseCommand command, string?[] texts, Func<SealedText?[], StudentCommand> say, CancellationToken ct)
    {
        var (who, sealedTexts, context) = await PrepareAsync(act, command, texts, ct);
        var asked = say(sealedTexts);
        return await desk.AddAsync(act.Slip, who, command.Child, student => Casework.Decide(student, asked, context), ct,
            (connection, stop) => Whereabouts.FollowAsync(act.Who.Tenant, [command.Child], connection, stop));
    }

    /// <summary>The same, where something is kept in the transaction of the entry; a file does not begin by it.</summary>
    /// <param name="say">What is meant, by what stands in the file.</param>
    public async Task<Receipt> AddWithinAsync(
        Act act, CaseCommand command, string?[] texts, Func<NpgsqlConnection, Student?, SealedText?[], CancellationToken, Task<StudentCommand>> say, CancellationToken ct)
    {
        var (who, sealedTexts, context) = await PrepareAsync(act, command, texts, ct);
        return await desk.AddWithinAsync(act.Slip, who, command.Child,
            async (connection, student, stop) => Casework.Decide(student, await say(connection, student, sealedTexts, stop), context), ct);
    }

    /// <summary>For an entry that is not in the file, or not for the officer's eyes.</summary>
    public static Refusal NoSuchEntry() => new("no_such_entry", "没有这条记录。", "There is no such entry.");

    /// <summary>For a handler that asks more before it decides: whether the officer may know of the child, and may do this.</summary>
    /// <exception cref="Refusal"><c>not_found</c>, <c>forbidden</c>.</exception>
    public async Task MustReachAsync(Act act, Guid child, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        await reach.MustReachAsync(child, null, act, connection, ct);
    }

    private async Task<(Principal Who, SealedText?[] Texts, DecisionContext Context)> PrepareAsync(Act act, CaseCommand command, string?[] texts, CancellationToken ct)
    {
        await using var connection = await database.Desk.OpenConnectionAsync(ct);
        var look = await looks.OfAsync(act.Who.Tenant, command.Child, connection, ct);
        var who = await reach.MustReachAsync(command.Child, look.Place, act, connection, ct);
        var context = await contexts.OfAsync(act.Who, command.Child, command.CommandId, look, ct);
        return (who, vault.SealTexts(act.Who.Tenant, command.Child, look.Key, texts), context);
    }
}
