using System.Globalization;
using Balance.Cases.Access;
using Marten;
using Marten.Services;
using Npgsql;

namespace Balance.Cases.Storage;

/// <summary>Opens sessions that say on every event who acts, for which county, from which office and by which command.</summary>
public sealed class CaseSessions(IDocumentStore store)
{
    /// <summary>The header of an event that names the absent colleague in whose place it was recorded.</summary>
    internal const string InPlaceOf = "in_place_of";

    /// <summary>A session of its own.</summary>
    public IDocumentSession Open(Principal who, Guid command) => Named(new SessionOptions(), who, command);

    /// <summary>A session inside a transaction that the caller commits.</summary>
    public IDocumentSession Within(NpgsqlTransaction transaction, Principal who, Guid command) =>
        Named(SessionOptions.ForTransaction(transaction), who, command);

    private IDocumentSession Named(SessionOptions options, Principal who, Guid command)
    {
        options.TenantId = who.Tenant;
        options.Tracking = DocumentTracking.None;
        var session = store.OpenSession(options);
        session.LastModifiedBy = who.User;
        session.CausationId = command.ToString("D", CultureInfo.InvariantCulture);
        session.CorrelationId = session.CausationId;
        session.SetHeader("office", who.Office);
        if (who.InPlaceOf is { } absent) session.SetHeader(InPlaceOf, absent);
        return session;
    }
}
