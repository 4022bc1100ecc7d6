using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Registers;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Dispatch;
using Microsoft.Extensions.Logging;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Deadlines;

/// <summary>
/// 逾期巡查: finds in every county what is overdue and sends one command a case. State is the only truth, so that a round that comes twice, on two
/// nodes, or after an outage does what is to be done and nothing more.
/// </summary>
public sealed class OverdueRound(Counties counties, CaseShelf shelf, Dispatcher door, OverdueNotices notices, TimeProvider clock, ILogger<OverdueRound> log)
{
    /// <summary>Goes through every county; what cannot be done in one case or county keeps nothing from the others.</summary>
    /// <exception cref="RoundFailed">Something failed; all else was done.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        var round = new Round(log);
        foreach (var county in await counties.AllAsync(ct)) await round.DoAsync(county, () => RunAsync(county, ct), ct);
        round.End();
    }

    /// <summary>Goes through one county. What was taken up is told also where the round breaks off.</summary>
    /// <exception cref="RoundFailed">Something failed; all else was done.</exception>
    public async Task RunAsync(string county, CancellationToken ct)
    {
        var (round, who, today) = (new Round(log), Principal.OfClock(county), clock.Today());
        var pack = await counties.PackOfAsync(county, ct);
        var takenUp = new List<string>();
        try
        {
            foreach (var one in await (await shelf.OfAsync(who, ct)).OnAsync(today, ct))
                if (await round.DoAsync(one.Case.Child.ToString(), () => TakeUpAsync(one, today, pack, who, ct), ct))
                    takenUp.Add((Decisions.TakeUpOverdue.IsForTownship(one.Summary.Duties, today, pack) ? one.Case.Place.ResidenceTownship ?? one.Case.Place.SchoolTownship : null) ?? county);
        }
        finally
        {
            IReadOnlyList<OfficeOverdue> offices = [.. takenUp.CountBy(office => office).Select(office => new OfficeOverdue(office.Key, office.Value))];
            if (offices.Count > 0) await round.DoAsync(county, () => notices.TellAsync(county, today, offices, CancellationToken.None), CancellationToken.None);
        }
        round.End();
    }

    private async Task<bool> TakeUpAsync(Charge one, DateOnly today, PolicyPack pack, Principal who, CancellationToken ct) =>
        Decisions.TakeUpOverdue.IsDue(one.Summary.Duties, today, pack)
        && (await door.SendAsync(new TakeUpOverdue(Guid.CreateVersion7(), one.Case.Child, today), who, ct)).Entries.Count > 0;
}
