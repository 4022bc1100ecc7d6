using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
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
public sealed partial class OverdueRound(
    Counties counties, CaseShelf shelf, Dispatcher door, OverdueNotices notices, TimeProvider clock, ILogger<OverdueRound> log)
{
    /// <summary>Goes through every county; what cannot be done in one case or county keeps nothing from the others.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var county in await counties.AllAsync(ct)) await RunAsync(county, ct);
    }

    /// <summary>Goes through one county.</summary>
    public async Task RunAsync(string county, CancellationToken ct)
    {
        var who = ClockOf(county);
        var (today, pack) = (clock.Today(), await counties.PackOfAsync(county, ct));
        var cases = await (await shelf.OfAsync(who, ct)).OnAsync(today, ct);
        var told = new List<(string Office, int Cases)>();
        foreach (var one in cases.Where(one => Decisions.TakeUpOverdue.IsDue(one.Summary.Duties, today, pack)))
            if (await TryTakeUpAsync(one, today, who, ct))
                told.Add((one.Case.Place.ResidenceTownship ?? one.Case.Place.SchoolTownship ?? county, 1));
        if (told.Count > 0) await notices.TellAsync(county, today, [.. told.GroupBy(one => one.Office).Select(office => new OfficeOverdue(office.Key, office.Count()))], ct);
    }

    /// <summary>The clock, acting for a county: it knows of every case and can do this one thing.</summary>
    internal static Principal ClockOf(string county) => new(Actor.Clock, county, county, Level.County, Role.CountyOfficer.Code());

    private async Task<bool> TryTakeUpAsync(Charge one, DateOnly today, Principal who, CancellationToken ct)
    {
        try
        {
            return (await door.SendAsync(new TakeUpOverdue(Guid.CreateVersion7(), one.Case.Child, today), who, ct)).Entries.Count > 0;
        }
        catch (Refusal refusal)
        {
            // Closed or erased while the round was on its way.
            NotTakenUp(one.Case.Child, refusal.Code);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Nothing was taken up in case {Child}: {Code}")]
    private partial void NotTakenUp(Guid child, string code);
}
