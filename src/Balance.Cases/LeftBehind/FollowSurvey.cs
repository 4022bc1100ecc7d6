using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;
using Microsoft.AspNetCore.Routing;

namespace Balance.Cases.LeftBehind;

/// <summary>跟进留守调查: every child whom the latest survey shows by the definition of the county's pack is followed as left behind. The county bureau alone does it.</summary>
public sealed class FollowSurvey(Survey survey, FollowRegister follow)
{
    /// <summary>Follows them, or tells what that would come to.</summary>
    /// <exception cref="Refusal"><c>no_survey</c>, <c>date_in_future</c>, <c>unknown_county</c>.</exception>
    public async Task<RegisterFollowed> RunAsync(DateOnly? asOf, bool preview, Principal who, CancellationToken ct)
    {
        var day = follow.DayOf(asOf);
        var (on, children) = await survey.ShownAsync(day, await survey.DefinitionAsync(day, who, ct), who, ct);
        return await follow.RunAsync(Concern.LeftBehind, on, children, preview, who, ct);
    }

    /// <summary>The same over HTTP, below <c>/api/left-behind</c>.</summary>
    internal static void Map(RouteGroupBuilder group) => FollowRegister.Map<FollowSurvey>(group, (run, asOf, preview, who, ct) => run.RunAsync(asOf, preview, who, ct),
        "Follows every child whom the latest survey shows as left behind; again, it changes nothing.");
}
