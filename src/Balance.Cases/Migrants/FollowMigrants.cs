using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;
using Microsoft.AspNetCore.Routing;

namespace Balance.Cases.Migrants;

/// <summary>跟进随迁登记: every migrant child of school age whom no roll shows at a public or purchased school is followed, so that a place is owed to it. The county bureau alone does it.</summary>
public sealed class FollowMigrants(MigrantRegister register, FollowRegister follow)
{
    /// <summary>Follows them, or tells what that would come to.</summary>
    /// <exception cref="Refusal"><c>no_population</c>, <c>no_roll</c>, <c>date_in_future</c>, <c>unknown_county</c>.</exception>
    public async Task<RegisterFollowed> RunAsync(DateOnly? asOf, bool preview, Principal who, CancellationToken ct)
    {
        var (on, children) = await register.UnplacedAsync(follow.DayOf(asOf), who, ct);
        return await follow.RunAsync(Concern.Migrant, on, children, preview, who, ct);
    }

    /// <summary>The same over HTTP, below <c>/api/migrants</c>.</summary>
    internal static void Map(RouteGroupBuilder group) => FollowRegister.Map<FollowMigrants>(group, (run, asOf, preview, who, ct) => run.RunAsync(asOf, preview, who, ct),
        "Follows every migrant child of school age without a public or purchased place; again, it changes nothing.");
}
