using Balance.Cases.Domain.Students;
using Marten;

namespace Balance.Cases.Storage.Desk;

/// <summary>Sends what follows from an entry, in the transaction of the entry.</summary>
public class FollowUps
{
    /// <summary>The children of whom something follows: those whose standing an entry may have changed.</summary>
    public virtual IReadOnlyList<Guid> Of(Guid child, IReadOnlyList<StudentEvent> events) => StandingEvents.Any(events) ? [child] : [];

    /// <summary>Saves the session; the messages go with it.</summary>
    public virtual Task SaveAsync(IDocumentSession session, string county, IReadOnlyList<Guid> children, CancellationToken ct) => session.SaveChangesAsync(ct);
}
