using System.Collections.Concurrent;
using Balance.Cases.Access;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Marten.Exceptions;
using Npgsql;

namespace Balance.Cases.Cases;

/// <summary>Every case that an officer has in charge, on a day.</summary>
public sealed record Work(DateOnly Today, IReadOnlyList<Charge> Cases)
{
    private readonly Lock _counting = new();
    private ILookup<string, Charge>? _given;
    private int? _waiting;

    /// <summary>How many of them wait for an officer; the bell on every page asks, and colleagues have the same cases: what waits for all of them is counted once.</summary>
    /// <param name="who">One of those whose work it is.</param>
    /// <param name="waits">Whether a case waits for whoever of them.</param>
    public int WaitingFor(Principal who, Predicate<CaseSummary> waits)
    {
        lock (_counting)
        {
            _waiting ??= Cases.Count(one => waits(one.Summary));
            _given ??= Cases.Where(one => one.Summary.Officer is not null).ToLookup(one => one.Summary.Officer!);
            return _waiting.Value + _given[who.User].Count(one => !waits(one.Summary));
        }
    }

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
/// recorded in the county; of a whole county, where something always is, for a minute at most, and renewed behind whoever asks after a third of it.
/// </summary>
public sealed class Worklist(CaseShelf shelf, CaseList list, Books books, TimeProvider clock)
{
    private const int Most = 512;
    private static readonly TimeSpan CountyKeeps = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan CountyServes = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Office, Kept> kept = new();
    private readonly ConcurrentDictionary<Office, bool> renewing = new();

    /// <summary>The officer's work as it stands.</summary>
    public async Task<Work> OfAsync(Principal who, CancellationToken ct)
    {
        var (today, now) = (clock.Today(), clock.GetUtcNow());
        // Whom one stands in for and whom one was given belong to the charge.
        var office = new Office(who.Tenant, who.Office, who.Role, who.Grade, who.Class, string.Join(';', who.Beyond.Areas), string.Join(';', who.Beyond.Children.Order()));
        if (Scope.Of(who).IsWholeCounty && kept.TryGetValue(office, out var recent) && recent.Work.Today == today && now - recent.At < CountyServes)
        {
            // Nobody waits for a county to be walked through; whoever comes next has the newer one.
            if (now - recent.At >= CountyKeeps) Renew(office, who);
            return recent.Work;
        }
        return await ReadAsync(office, who, ct);
    }

    private void Renew(Office office, Principal who)
    {
        if (!renewing.TryAdd(office, true)) return;
        _ = Task.Run(async () =>
        {
            try { await ReadAsync(office, who, CancellationToken.None); }
            // Whoever comes after a minute reads it while waiting, and is told what is wrong.
            catch (Exception problem) when (problem is NpgsqlException or MartenException or TimeoutException or Refusal) { }
            finally { renewing.TryRemove(office, out _); }
        });
    }

    private async Task<Work> ReadAsync(Office office, Principal who, CancellationToken ct)
    {
        var (today, now) = (clock.Today(), clock.GetUtcNow());
        var inCharge = await shelf.OfAsync(who, ct);
        if (kept.TryGetValue(office, out var last) && last.Work.Today == today && last.Changes == inCharge.Changes)
        {
            kept[office] = last with { At = now };
            return last.Work;
        }

        var work = new Work(today, await inCharge.OnAsync(today, ct));
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
    public async Task<Places> PlacesAsync(Principal who, CancellationToken ct) => (await books.OfAsync(who.Tenant, ct)).Places;

    private sealed record Office(string Tenant, string Code, string Role, int? Grade, string? Class, string Areas, string Children);

    private sealed record Kept(long Changes, DateTimeOffset At, Work Work);
}
