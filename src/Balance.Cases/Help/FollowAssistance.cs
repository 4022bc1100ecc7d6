using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;
using Microsoft.AspNetCore.Routing;

namespace Balance.Cases.Help;

/// <summary>跟进资助登记: every child of school age who is entitled is followed as in hardship. The county bureau alone does it.</summary>
public sealed class FollowAssistance(Assistance assistance, FollowRegister follow)
{
    /// <summary>Follows them, or tells what that would come to.</summary>
    /// <exception cref="Refusal"><c>no_assistance</c>, <c>date_in_future</c>, <c>unknown_county</c>.</exception>
    public async Task<RegisterFollowed> RunAsync(DateOnly? asOf, bool preview, Principal who, CancellationToken ct)
    {
        var (on, children) = await assistance.EntitledAsync(follow.DayOf(asOf), who, ct);
        return await follow.RunAsync(Concern.Hardship, on, children, preview, who, ct);
    }

    /// <summary>The same over HTTP, below <c>/api/help</c>.</summary>
    internal static void Map(RouteGroupBuilder group) => FollowRegister.Map<FollowAssistance>(group, (run, asOf, preview, who, ct) => run.RunAsync(asOf, preview, who, ct),
        "Follows every child whom the registers of assistance show as entitled; again, it changes nothing.");
}
