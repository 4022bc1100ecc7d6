using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using Npgsql;

namespace Balance.Cases.Cases;

public sealed partial class CaseHandling
{
    /// <summary>Decides in several cases on the versions that the officer saw: each is asked for as it would be alone, and it is done in all of them or in none.</summary>
    /// <param name="mustFit">What else has to be true of each child; refuses where it is not.</param>
    /// <param name="alongside">Writes into the same transaction.</param>
    /// <exception cref="ManyRefused">Some do not allow it: <c>not_found</c>, the decision's own refusals, or a file that has another version.</exception>
    /// <exception cref="Refusal"><c>forbidden</c>, <c>command_reused</c>.</exception>
    public async Task<ManyReceipt> DecideTogetherAsync(
        Act act, ManyCommand command, StudentCommand asked, Func<Guid, Task> mustFit, Func<NpgsqlConnection, CancellationToken, Task> alongside, CancellationToken ct)
    {
        await reach.MustMayAsync(act, ct);
        await using var connection = await database.Desk.OpenConnectionAsync(ct);
        var files = new List<FileToDecide>();
        foreach (var seen in command.Cases!) files.Add(await FileAsync(act, seen, files.Count, asked, mustFit, connection, ct));
        return await desk.DecideTogetherAsync(act.Slip, act.Who, files, alongside, ct);
    }

    private async Task<FileToDecide> FileAsync(
        Act act, SeenCase seen, int place, StudentCommand asked, Func<Guid, Task> mustFit, NpgsqlConnection connection, CancellationToken ct)
    {
        try
        {
            var look = await looks.OfAsync(act.Who.Tenant, seen.Child, connection, ct);
            var who = await reach.MustReachAsync(seen.Child, look.Place, act, connection, ct);
            await mustFit(seen.Child);
            var context = await contexts.OfAsync(act.Who, seen.Child, act.Slip.Id, look, ct);
            // Entries are named after their command: in each file it has a name of its own, by its place in what was asked for.
            var own = context with { Command = context.EntryId(place) };
            return new(seen.Child, seen.Version, who.InPlaceOf, student => Casework.Decide(student, asked, own));
        }
        catch (Refusal refusal)
        {
            // Told when the receipt was looked for: what was done once is answered as it was.
            return new(seen.Child, seen.Version, null, _ => Decision.Nothing, refusal);
        }
    }
}
