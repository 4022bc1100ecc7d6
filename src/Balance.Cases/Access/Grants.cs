using System.Collections.Concurrent;
using System.Security.Claims;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;
using Microsoft.AspNetCore.Authentication;
using Npgsql;

namespace Balance.Cases.Access;

/// <summary>Single children whom a room puts in an officer's charge, such as those assigned.</summary>
public interface IPutInCharge
{
    /// <summary>Children of any office who are this officer's now.</summary>
    Task<IReadOnlyList<Guid>> OfAsync(string tenant, string user, NpgsqlConnection connection, CancellationToken ct);
}

/// <summary>What officers have in charge for a time beside the own area. Kept for half a minute an officer; a change on this node counts at once.</summary>
public sealed class Grants(CasesDatabase database, IEnumerable<IPutInCharge> rooms, TimeProvider clock)
{
    private const int MostKept = 20_000;
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);

    // The area is that of the colleague's account today: who has left an office hands over nothing of it.
    private const string Areas =
        """
        select distinct a.office, a.user_name, a.grade, a.class
        from access.grants g join access.accounts a on a.tenant = g.tenant and a.user_name = g.giver
        where g.tenant = $1 and g.holder = $2 and g.giver is not null and g.from_at <= $3 and g.until_at > $3 and g.ended_at is null
        order by a.user_name
        """;

    private const string Children =
        "select distinct child from access.grants where tenant = $1 and holder = $2 and child is not null and from_at <= $3 and until_at > $3 and ended_at is null";

    private readonly ConcurrentDictionary<(string Tenant, string User), (long At, Beyond Beyond)> _kept = new();

    /// <summary>What is an officer's now.</summary>
    public async ValueTask<Beyond> OfAsync(string tenant, string user, CancellationToken ct)
    {
        if (_kept.TryGetValue((tenant, user), out var kept) && clock.GetElapsedTime(kept.At) < Kept) return kept.Beyond;
        var at = clock.GetTimestamp();
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var now = clock.GetUtcNow().UtcDateTime;
        var areas = await connection.With(Areas, tenant, user, now)
            .RowsAsync(row => new Area(row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetInt32(2), row.Text(3)), ct);
        var children = await connection.With(Children, tenant, user, now).RowsAsync(row => row.GetGuid(0), ct);
        foreach (var room in rooms) children.AddRange(await room.OfAsync(tenant, user, connection, ct));
        var beyond = areas.Count + children.Count == 0 ? Beyond.Nothing : new Beyond(areas, [.. children.Distinct()]);
        if (_kept.Count >= MostKept) _kept.Clear();
        _kept[(tenant, user)] = (at, beyond);
        return beyond;
    }

    /// <summary>Something has changed for an officer.</summary>
    public void Forget(string tenant, string user) => _kept.TryRemove((tenant, user), out _);

    /// <summary>Something has changed for whoever had a child until now.</summary>
    public void Forget(string tenant)
    {
        foreach (var key in _kept.Keys.Where(key => key.Tenant == tenant)) _kept.TryRemove(key, out _);
    }
}

/// <summary>Puts it into the identity of every request, beside what the account itself says; the session's cookie keeps nothing of it.</summary>
internal sealed class GrantedClaims(Grants grants) : IClaimsTransformation
{
    public async Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        if (principal.HasClaim(claim => claim.Type == Claims.Beyond) || Principal.TryFrom(principal) is not { } who) return principal;
        if (!who.May(Right.ReadCases) || Scope.Of(who).IsWholeCounty) return principal;
        if ((await grants.OfAsync(who.Tenant, who.User, CancellationToken.None)).ToText() is not { } beyond) return principal;
        // A principal of its own: the one that the cookie was read into may be written back to it.
        return new ClaimsPrincipal([.. principal.Identities, new ClaimsIdentity([new Claim(Claims.Beyond, beyond)])]);
    }
}
