using Balance.Cases.Access;
using Balance.Cases.Domain.Students;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Desk;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Cases;

/// <summary>Something that was entered while an officer was deciding.</summary>
public sealed record Change(Guid Entry, string Title, DateOnly OccurredOn, string By, string Office);

/// <summary>A case of several in which nothing could be done, and why.</summary>
/// <param name="Code">Of the refusal, or <c>changed</c>.</param>
/// <param name="Changed">What came between; null: it was refused.</param>
public sealed record HinderedCase(Guid Child, string Code, string Words, Overtaken? Changed);

/// <summary>A file that has another version than the officer saw.</summary>
public sealed record Overtaken(long Seen, long Version, IReadOnlyList<Change> Since);

/// <summary>Says in words what changed in a file since an officer saw it, so that he can decide again.</summary>
public sealed class Changes(CasesDatabase database, Books books)
{
    /// <summary>That a file changed, in words.</summary>
    public static string Told => T("档案已被他人更新，请查看新内容后重新决定。", "The file has changed since you saw it; look at what is new and decide again.");

    /// <summary>Each file that did not allow what was asked for in several, in words.</summary>
    public async Task<IReadOnlyList<HinderedCase>> OfAsync(ManyRefused refused, Principal who, CancellationToken ct)
    {
        var cases = new List<HinderedCase>();
        foreach (var one in refused.Hindrances)
            cases.Add(one.Changed is { } conflict
                ? new(one.Child, "changed", Told, new Overtaken(conflict.Seen, conflict.Actual, await OfAsync(conflict, who, ct)))
                : new(one.Child, one.Refused!.Code, T(one.Refused.Chinese, one.Refused.English), null));
        return cases;
    }

    /// <summary>What was entered in between, in order of recording; what was told in it is read in the case itself.</summary>
    public async Task<IReadOnlyList<Change>> OfAsync(Conflict conflict, Principal who, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var places = (await books.OfAsync(who.Tenant, connection, ct)).Places;
        return [.. conflict.Since.Where(entry => who.MayRead(Restrictions.Of(entry.Recorded) ?? Restrictions.Of(entry.Happened))).Select(entry => new Change(entry.Id, EntryWords.Of(entry.Happened, places.NameOf).Title, entry.Happened.OccurredOn,
            entry.Recorded.By.User, Timelines.OfficeName(entry.Recorded.By, places, who.Tenant)))];
    }
}
