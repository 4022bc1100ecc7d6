using Balance.Cases.Access;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Desk;

namespace Balance.Cases.Cases;

/// <summary>Something that was entered while an officer was deciding.</summary>
public sealed record Change(Guid Entry, string Title, DateOnly OccurredOn, string By, string Office);

/// <summary>Says in words what changed in a file since an officer saw it, so that he can decide again.</summary>
public sealed class Changes(CasesDatabase database, Books books)
{
    /// <summary>What was entered in between, in order of recording; what was told in it is read in the case itself.</summary>
    public async Task<IReadOnlyList<Change>> OfAsync(Conflict conflict, Principal who, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var places = (await books.OfAsync(who.Tenant, connection, ct)).Places;
        return [.. conflict.Since.Select(entry => new Change(entry.Id, EntryWords.Of(entry.Happened, places.NameOf).Title, entry.Happened.OccurredOn,
            entry.Recorded.By.User, Timelines.OfficeName(entry.Recorded.By, places)))];
    }
}
