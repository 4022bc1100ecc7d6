using System.Collections.Concurrent;
using Balance.Cases.Access;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Cases;

/// <summary>Every case that an officer has in charge, on a day.</summary>
public sealed record Work(DateOnly Today, IReadOnlyList<Charge> Cases)
{
    private readonly ConcurrentDictionary<string, int> _waiting = new();

    /// <summary>How many of them wait for an officer, counted once; the bell on every page asks.</summary>
    public int WaitingFor(Principal who, Func<Charge, bool> waits) => _waiting.GetOrAdd(who.User, static (_, counted) => counted.Cases.Count(counted.waits), (Cases, waits));

    /// <summary>Cases with such a duty, the most pressing first.</summary>
    public IReadOnlyList<Charge> With(Predicate<Duty> duty) =>
        [.. Cases.Where(one => one.Summary.Duties.Any(each => duty(each))).OrderBy(one => one.Summary.Duties.First(each => duty(each)).Until).ThenBy(one => one.Case.Child)];

    /// <summary>What is due by the end of the next seven days, overdue first.</summary>
    public IReadOnlyList<Charge> ThisWeek => With(duty => duty.Until < Today.AddDays(7));

    /// <summary>A visit that is due by the end of the next seven days, or overdue.</summary>
    public static bool IsVisit(Duty duty, DateOnly today) => duty.Kind is DutyKind.Persuade or DutyKind.FollowPromise && duty.Until < today.AddDays(7);

    /// <summary>What is late, whoever answers for it.</summary>
    public IReadOnlyList<Charge> Overdue => With(duty => duty.IsOverdueOn(Today));
}

/// <summary>
/// The whole of an officer's work, for pages that count it all and show a few: home and inbox. It is kept for as long as nothing new is
/// recorded in the county; of a whole county, where something always is, for a few seconds more.
/// </summary>
public sealed class Worklist(CasesDatabase database, CaseShelf shelf, CaseList list, Books books, TimeProvider clock)
{
    private const int Most = 512;
    private static readonly TimeSpan CountyKeeps = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<Office, Kept> kept = new();

    /// <summary>The officer's work as it stands.</summary>
    public async Task<Work> OfAsync(Principal who, CancellationToken ct)
    {
        var (today, now) = (clock.Today(), clock.GetUtcNow());
        // Whom one stands in for and whom one was given belong to the charge.
        var office = new Office(who.Tenant, who.Office, who.Role, who.Grade, who.Class, string.Join(';', who.Beyond.Areas), string.Join(';', who.Beyond.Children.Order()));
        if (Scope.Of(who).IsWholeCounty && kept.TryGetValue(office, out var recent) && recent.Work.Today == today && now - recent.At < CountyKeeps) return recent.Work;

        var inCharge = await shelf.OfAsync(who, ct);
        if (kept.TryGetValue(office, out var last) && last.Work.Today == today && last.Changes == inCharge.Changes) return last.Work;

        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var work = new Work(today, await inCharge.OnAsync(today, connection, ct));
        if (kept.Count >= Most) kept.Clear();
        kept[office] = new Kept(inCharge.Changes, now, work);
        return work;
    }

    /// <summary>A few of these cases, with names, for a table.</summary>
    public Task<IReadOnlyList<CaseRow>> RowsAsync(IEnumerable<Charge> some, Principal who, CancellationToken ct) => list.RowsAsync([.. some], who, ct);

    /// <summary>These cases in the order given, those of them that the officer may see.</summary>
    public async Task<IReadOnlyList<CaseRow>> OfChildrenAsync(IReadOnlyList<Guid> children, Principal who, CancellationToken ct)
    {
        var byChild = (await OfAsync(who, ct)).Cases.ToDictionary(one => one.Case.Child);
        return await RowsAsync(children.Where(byChild.ContainsKey).Select(child => byChild[child]), who, ct);
    }

    /// <summary>The names of townships and schools of the officer's county.</summary>
    public async Task<Places> PlacesAsync(Principal who, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        return (await books.OfAsync(who.Tenant, connection, ct)).Places;
    }

    private sealed record Office(string Tenant, string Code, string Role, int? Grade, string? Class, string Areas, string Children);

    private sealed record Kept(long Changes, DateTimeOffset At, Work Work);
}
