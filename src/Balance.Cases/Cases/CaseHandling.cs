using Balance.Cases.Access;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.People;
using Balance.Cases.Registers;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using Npgsql;

namespace Balance.Cases.Cases;

/// <summary>Who asks for what.</summary>
public readonly record struct Act(Principal Who, CommandSlip Slip, CaseUse Use)
{
    /// <summary>Whether the role allows it; a handler knows better where it hangs on what is asked for.</summary>
    public bool Allowed { get; init; } = Permissions.May(Who, Use);
}

/// <summary>
/// What every use of a case has in common: whether the officer may, narrative sealed under the child's key, what the decision has to
/// know, and the desk that writes. A handler says only which decision its command means.
/// </summary>
public sealed class CaseHandling(CasesDatabase database, CaseDesk desk, Vault vault, Reach reach, ChildLooks looks, CaseContexts contexts)
{
    /// <summary>Decides on the version that the officer saw.</summary>
    /// <param name="texts">What was typed, to be sealed; the sealed texts come back in the same order, null where nothing was typed.</param>
    /// <exception cref="Conflict">The file has another version.</exception>
    /// <exception cref="Refusal"><c>not_found</c>, <c>forbidden</c>, <c>command_reused</c>, or the decision's own.</exception>
    public Task<Receipt> DecideAsync(Act act, DecidingCommand command, string?[] texts, Func<SealedText?[], StudentCommand> say, CancellationToken ct) =>
        DecideAsync(act, command, texts, (_, sealedTexts) => say(sealedTexts), ct);

    /// <summary>The same, where what is meant hangs on what stands in the file.</summary>
    public async Task<Receipt> DecideAsync(Act act, DecidingCommand command, string?[] texts, Func<Student?, SealedText?[], StudentCommand> say, CancellationToken ct)
    {
        var (sealedTexts, context) = await PrepareAsync(act, command, texts, ct);
        return await desk.DecideAsync(act.Slip, act.Who, command.Child, command.Version, student => Casework.Decide(student, say(student, sealedTexts), context), ct);
    }

    /// <summary>Adds an entry whatever happened meanwhile. A file that begins is from now on followed by the registers.</summary>
    /// <exception cref="Refusal"><c>not_found</c>, <c>forbidden</c>, <c>command_reused</c>, or the decision's own.</exception>
    public async Task<Receipt> AddAsync(Act act, CaseCommand command, string?[] texts, Func<SealedText?[], StudentCommand> say, CancellationToken ct)
    {
        var (sealedTexts, context) = await PrepareAsync(act, command, texts, ct);
        var asked = say(sealedTexts);
        return await desk.AddAsync(act.Slip, act.Who, command.Child, student => Casework.Decide(student, asked, context), ct,
            (connection, stop) => Whereabouts.FollowAsync(act.Who.Tenant, [command.Child], connection, stop));
    }

    /// <summary>For a handler that asks more before it decides: whether the officer may know of the child, and may do this.</summary>
    /// <exception cref="Refusal"><c>not_found</c>, <c>forbidden</c>.</exception>
    public async Task MustReachAsync(Act act, Guid child, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        await reach.MustReachAsync(child, null, act, connection, ct);
    }

    private async Task<(SealedText?[] Texts, DecisionContext Context)> PrepareAsync(Act act, CaseCommand command, string?[] texts, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var look = await looks.OfAsync(act.Who.Tenant, command.Child, connection, ct);
        await reach.MustReachAsync(command.Child, look.Place, act, connection, ct);
        var context = await contexts.OfAsync(act.Who, command.Child, command.CommandId, look, ct);
        return (await SealAsync(act.Who.Tenant, command.Child, texts, connection, ct), context);
    }

    private async Task<SealedText?[]> SealAsync(string tenant, Guid child, string?[] texts, NpgsqlConnection connection, CancellationToken ct)
    {
        var sealedTexts = await vault.SealTextsAsync(tenant, [.. texts.Select(text => new ChildText(child, text?.Trim() ?? ""))], connection, ct);
        return [.. sealedTexts.Select(text => text.Cipher.Length == 0 ? (SealedText?)null : text)];
    }
}
