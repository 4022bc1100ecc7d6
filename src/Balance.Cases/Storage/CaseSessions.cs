using System.Globalization;
using Balance.Cases.Access;
using Marten;
using Marten.Services;
using Npgsql;

namespace Balance.Cases.Storage;

/// <summary>Opens sessions that say on every event who acts, for which county, from which office and by which command.</summary>
public sealed class CaseSessions(IDocumentStore store)
{
    /// <summary>A session inside a transaction that the caller commits.</summary>
    public IDocumentSession Within(NpgsqlTransaction transaction, Principal who, Guid command)
    {
        var options = SessionOptions.ForTransaction(transaction);
        options.TenantId = who.Tenant;
        options.Tracking = DocumentTracking.None;
        var session = store.OpenSession(options);
        session.LastModifiedBy = who.User;
        session.CausationId = command.ToString("D", CultureInfo.InvariantCulture);
        session.CorrelationId = session.CausationId;
        session.SetHeader("office", who.Office);
        return session;
    }
}
