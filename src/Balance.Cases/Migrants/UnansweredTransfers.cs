using System.Security.Cryptography;
using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Migrants.Between;
using Balance.Cases.Registers;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Dispatch;
using Marten;
using Microsoft.Extensions.Logging;

namespace Balance.Cases.Migrants;

/// <summary>
/// Transfers whose last day has passed without an answer: each comes back by a command of its own. Where another county of this installation did not
/// answer, its access log says so too. The clock runs it, as often as it likes.
/// </summary>
public sealed class UnansweredTransfers(
    CaseShelf shelf, IDocumentStore store, Counties counties, SentTransfers sent, Dispatcher door, AccessLog access, TimeProvider clock, ILogger<UnansweredTransfers> log)
{
    /// <summary>Goes through every county; what cannot be done in one case or county keeps nothing from the others.</summary>
    /// <exception cref="RoundFailed">Something failed; all else was done.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        var round = new Round(log);
        foreach (var county in await counties.AllAsync(ct)) await round.DoAsync(county, () => ReturnAsync(county, ct), ct);
        round.End();
    }

    /// <summary>Returns those of a county; how many.</summary>
    /// <exception cref="RoundFailed">Something failed; all else was done.</exception>
    public async Task<int> ReturnAsync(string county, CancellationToken ct)
    {
        var (round, today, who, returned) = (new Round(log), clock.Today(), Principal.OfClock(county), 0);
        await round.DoAsync(county, () => sent.TidyAsync(county, ct), ct);
        foreach (var one in await (await shelf.OfAsync(who, ct)).OnAsync(today, ct))
            if (one.Summary.Duties.Any(duty => duty.Kind == DutyKind.AnswerTransfer && duty.IsOverdueOn(today)))
                returned += await round.DoAsync(one.Case.Child.ToString(), () => ReturnAsync(one.Case, today, who, ct), ct) ? 1 : 0;
        round.End();
        return returned;
    }

    private async Task<bool> ReturnAsync(CaseRef of, DateOnly today, Principal who, CancellationToken ct)
    {
        if (await TransferOfAsync(of.Child, who, ct) is not { } transfer) return false;
        // One command a transfer: a second clock, or the same one again, answers as the first did.
        var command = new Guid(SHA256.HashData([.. transfer.Id.ToByteArray(), .. "never answered"u8]).AsSpan(0, 16));
        await door.SendAsync(new ReturnTransfer(command, of.Child, transfer.Version, today, transfer.Id, TransferReturn.NeverAnswered, null), who, ct);
        if (transfer.Asked is { } asked) await access.TransferUnanswered(who, asked, transfer.Id, ct);
        return true;
    }

    private async Task<(Guid Id, long Version, string? Asked)?> TransferOfAsync(Guid child, Principal who, CancellationToken ct)
    {
        await using var session = store.QuerySession(who.Tenant);
        return await session.LoadAsync<StudentCase>(child, ct) is { Student.OpenTransfer: { } transfer } file
            ? (transfer.Id, file.Version, transfer.Happened is StudentTransferred { CountyAnswers: true } asked ? asked.ToCounty : null) : null;
    }
}
