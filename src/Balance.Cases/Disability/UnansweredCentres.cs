using System.Security.Cryptography;
using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Deadlines;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using Marten;

namespace Balance.Cases.Disability;

/// <summary>Handovers to resource centres whose last day has passed without an answer: each comes back by a command of its own. The clock runs it, as often as it likes.</summary>
public sealed class UnansweredCentres(CaseShelf shelf, IDocumentStore store, Counties counties, Dispatcher door, TimeProvider clock)
{
    /// <summary>Goes through every county.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var county in await counties.AllAsync(ct)) await TakeBackAsync(county, ct);
    }

    /// <summary>Takes those of a county back; how many.</summary>
    public async Task<int> TakeBackAsync(string county, CancellationToken ct)
    {
        var (today, who, taken) = (clock.Today(), OverdueRound.ClockOf(county), 0);
        foreach (var one in await (await shelf.OfAsync(who, ct)).OnAsync(today, ct))
            if (one.Summary.Duties.Any(duty => duty.Kind == DutyKind.AnswerCentre && duty.IsOverdueOn(today)))
                taken += await TakeBackAsync(one.Case.Child, today, who, ct) ? 1 : 0;
        return taken;
    }

    private async Task<bool> TakeBackAsync(Guid child, DateOnly today, Principal who, CancellationToken ct)
    {
        await using var session = store.QuerySession(who.Tenant);
        if (await session.LoadAsync<StudentCase>(child, ct) is not { Student.Centre.Asked: { } asked } file) return false;
        try
        {
            // One command a handover: a second clock, or the same one again, answers as the first did.
            var command = new Guid(SHA256.HashData([.. asked.Id.ToByteArray(), .. "never answered"u8]).AsSpan(0, 16));
            await door.SendAsync(new AnswerResourceCentre(command, child, file.Version, today, asked.Id, CentreAnswer.NeverAnswered, null), who, ct);
            return true;
        }
        catch (Exception late) when (late is Conflict or Refusal)
        {
            // Somebody acted in the same moment; what is still unanswered is found the next time.
            return false;
        }
    }
}
