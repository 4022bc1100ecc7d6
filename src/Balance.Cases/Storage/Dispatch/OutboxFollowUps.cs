using Balance.Cases.Storage.Desk;
using Marten;
using Wolverine.Marten;
using Wolverine.Runtime;

namespace Balance.Cases.Storage.Dispatch;

/// <summary>Follow-up messages through the outbox: stored with the entry, sent after it, handled at last also after a crash.</summary>
internal sealed class OutboxFollowUps(IWolverineRuntime runtime) : FollowUps
{
    public override async Task SaveAsync(IDocumentSession session, string county, IReadOnlyList<Guid> children, CancellationToken ct)
    {
        if (children.Count > 0)
        {
            var outbox = new MartenOutbox(runtime, session) { TenantId = county };
            await outbox.PublishAsync(new StandingChanged(county, children));
        }
        await session.SaveChangesAsync(ct);
    }
}
