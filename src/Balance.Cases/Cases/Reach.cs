using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Cases;

/// <summary>Whether an officer may know of a child at all, asked before anything else; and whether the role allows an act.</summary>
public sealed class Reach(Books books, Vault vault, AccessLog log)
{
    /// <summary>Where the child is, for one who may know of it. A child of another office looks like one that does not exist.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public async Task<Place> MustReachAsync(Guid child, Right what, Principal who, NpgsqlConnection connection, CancellationToken ct)
    {
        var place = await MustReachAsync(child, null, what, who, connection, ct);
        return who.May(what) ? place : throw await log.ForbiddenAsync(who, what, child, ct);
    }

    /// <summary>The same for an act; the officer as the entry names who acts, and in whose place.</summary>
    /// <param name="found">Where the child is, as far as it has been looked up.</param>
    /// <exception cref="Refusal"><c>not_found</c>, <c>forbidden</c>.</exception>
    public async Task<Principal> MustReachAsync(Guid child, Place? found, Act act, NpgsqlConnection connection, CancellationToken ct)
    {
        var place = await MustReachAsync(child, found, act.Use, act.Who, connection, ct);
        if (!act.Allowed) throw await log.ForbiddenAsync(act.Who, act.Use, child, ct);
        return act.Who with { InPlaceOf = Scope.Of(act.Who).InPlaceOf(child, place.School, place.SchoolTownship, place.ResidenceTownship, place.Grade, place.Class) };
    }

    /// <summary>Whether the role allows an act at all, where it is asked of several children.</summary>
    /// <exception cref="Refusal"><c>forbidden</c>.</exception>
    public async Task MustMayAsync(Act act, CancellationToken ct)
    {
        if (!act.Allowed) throw await log.ForbiddenAsync(act.Who, act.Use, null, ct);
    }

    private async Task<Place> MustReachAsync(Guid child, Place? found, Right what, Principal who, NpgsqlConnection connection, CancellationToken ct)
    {
        var place = found ?? await Whereabouts.OfAsync(who.Tenant, child, books, connection, ct) ?? await NowhereAsync(child, who, ct);
        if (place is not null && place.IsWithin(Scope.Of(who), child)) return place;
        await log.Denied(who, what.Code(), child, ct);
        throw NotFound();
    }

    // A child that the county knows without a place, such as one of the assistance register alone, is the county bureau's.
    private async Task<Place?> NowhereAsync(Guid child, Principal who, CancellationToken ct) =>
        await vault.RevealAsync(who.Tenant, child, ct) is null ? null : new Place(null, null, null, null, null, Followed: false);

    private static Refusal NotFound() => new("not_found", "没有找到这名学生，或不在您的管理范围内。", "There is no such child among those in your charge.");
}
