using System.Security.Cryptography;
using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Dispatch;
using Marten;
using Microsoft.Extensions.Logging;

namespace Balance.Cases.Disability;

/// <summary>Handovers to resource centres whose last day has passed without an answer: each comes back by a command of its own. The clock runs it, as often as it likes.</summary>
public sealed class UnansweredCentres(CaseShelf shelf, IDocumentStore store, Counties counties, Dispatcher door, TimeProvider clock, ILogger<UnansweredCentres> log)
{
    /// <summary>Goes through every county; what cannot be done in one case or county keeps nothing from the others.</summary>
    /// <exception cref="RoundFailed">Something failed; all else was done.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        var round = new Round(log);
        foreach (var county in await counties.AllAsync(ct)) await round.DoAsync(county, () => TakeBackAsync(county, ct), ct);
        round.End();
    }

    /// <summary>Takes those of a county back; how many.</summary>
    /// <exception cref="RoundFailed">Something failed; all else was done.</exception>
    public async Task<int> TakeBackAsync(string county, CancellationToken ct)
    {
        var (round, today, who, taken) = (new Round(log), clock.Today(), Principal.OfClock(county), 0);
        foreach (var one in await (await shelf.OfAsync(who, ct)).OnAsync(today, ct))
            if (one.Summary.Duties.Any(duty => duty.Kind == DutyKind.AnswerCentre && duty.IsOverdueOn(today)))
                taken += await round.DoAsync(one.Case.Child.ToString(), () => TakeBackAsync(one.Case.Child, today, who, ct), ct) ? 1 : 0;
        round.End();
        return taken;
    }

    private async Task<bool> TakeBackAsync(Guid child, DateOnly today, Principal who, CancellationToken ct)
    {
        await using var session = store.QuerySession(who.Tenant);
        if (await session.LoadAsync<StudentCase>(child, ct) is not { Student.Centre.Asked: { } asked } file) return false;
        // One command a handover: a second clock, or the same one again, answers as the first did.
        var command = new Guid(SHA256.HashData([.. asked.Id.ToByteArray(), .. "never answered"u8]).AsSpan(0, 16));
        await door.SendAsync(new AnswerResourceCentre(command, child, file.Version, today, asked.Id, CentreAnswer.NeverAnswered, null), who, ct);
        return true;
    }
}
