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
    public Task<Place> MustReachAsync(Guid child, string what, Principal who, NpgsqlConnection connection, CancellationToken ct) =>
        MustReachAsync(child, null, what, who, connection, ct);

    /// <summary>The same, and the role allows the act.</summary>
    /// <param name="found">Where the child is, as far as it has been looked up.</param>
    /// <exception cref="Refusal"><c>not_found</c>, <c>forbidden</c>.</exception>
    public async Task MustReachAsync(Guid child, Place? found, Act act, NpgsqlConnection connection, CancellationToken ct)
    {
        await MustReachAsync(child, found, act.Use.Code(), act.Who, connection, ct);
        if (!act.Allowed) throw await ForbiddenAsync(act.Use, child, act.Who, ct);
    }

    private async Task<Place> MustReachAsync(Guid child, Place? found, string what, Principal who, NpgsqlConnection connection, CancellationToken ct)
    {
        var place = found ?? await Whereabouts.OfAsync(who.Tenant, child, books, connection, ct) ?? await NowhereAsync(child, who, ct);
        if (place is not null && place.IsWithin(Scope.Of(who))) return place;
        await log.Denied(who, what, child, ct);
        throw NotFound();
    }

    /// <summary>What the role does not allow; it is written down.</summary>
    public async Task<Refusal> ForbiddenAsync(CaseUse use, Guid? child, Principal who, CancellationToken ct)
    {
        await log.Denied(who, use.Code(), child, ct);
        return new Refusal("forbidden", $"您的岗位不能办理“{use.Chinese()}”，请联系负责的单位。", $"Your post may not do this ({use.Code()}); ask the office that answers for it.");
    }

    // A child that the county knows without a place, such as one of the assistance register alone, is the county bureau's.
    private async Task<Place?> NowhereAsync(Guid child, Principal who, CancellationToken ct) =>
        await vault.RevealAsync(who.Tenant, child, ct) is null ? null : new Place(null, null, null, null, null, Followed: false);

    private static Refusal NotFound() => new("not_found", "没有找到这名学生，或不在您的管理范围内。", "There is no such child among those in your charge.");
}
