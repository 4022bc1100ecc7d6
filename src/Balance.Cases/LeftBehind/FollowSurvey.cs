using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Shell.Api;
using Balance.Cases.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Balance.Cases.LeftBehind;

/// <summary>Which survey is to be followed up.</summary>
/// <param name="AsOf">The latest by this day; none: by today.</param>
public sealed record SurveyAsked(DateOnly? AsOf);

/// <summary>跟进留守调查: every child whom the latest survey shows by either definition is followed as left behind. The county bureau alone does it.</summary>
public sealed class FollowSurvey(Survey survey, FollowRegister follow, TimeProvider clock)
{
    /// <summary>Follows them, or tells what that would come to.</summary>
    /// <exception cref="Refusal"><c>no_survey</c>, <c>date_in_future</c>, <c>unknown_county</c>.</exception>
    public async Task<RegisterFollowed> RunAsync(DateOnly? asOf, bool preview, Principal who, CancellationToken ct)
    {
        var day = asOf ?? clock.Today();
        if (day > clock.Today()) throw new Refusal("date_in_future", "日期不能晚于今天。", "The day lies in the future.");
        var (on, children) = await survey.ShownAsync(day, who, ct);
        return await follow.RunAsync(Concern.LeftBehind, on, children, preview, who, ct);
    }

    /// <summary>The same over HTTP, below <c>/api/left-behind</c>.</summary>
    internal static void Map(RouteGroupBuilder group)
    {
        MapOne(group, "/follow", preview: false, "Follows every child whom the latest survey shows as left behind; again, it changes nothing.");
        MapOne(group, "/follow/preview", preview: true, "The same without effect.");
    }

    private static void MapOne(RouteGroupBuilder group, string path, bool preview, string summary) => group
        .MapPost(path, async (HttpContext http, FollowSurvey run, CancellationToken ct) =>
            Results.Ok(await run.RunAsync((await Body.ReadAsync<SurveyAsked>(http, ct)).AsOf, preview, Principal.From(http.User), ct)))
        .Needs(Right.Screen)
        .Accepts<SurveyAsked>("application/json").Produces<RegisterFollowed>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .WithSummary(summary);
}
