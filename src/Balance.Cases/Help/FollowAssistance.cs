using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Shell.Api;
using Balance.Cases.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Balance.Cases.Help;

/// <summary>Which register of assistance is to be followed up.</summary>
/// <param name="AsOf">Those by this day; none: by today.</param>
public sealed record AssistanceAsked(DateOnly? AsOf);

/// <summary>跟进资助登记: every child of school age who is entitled is followed as in hardship. The county bureau alone does it.</summary>
public sealed class FollowAssistance(Assistance assistance, FollowRegister follow, TimeProvider clock)
{
    /// <summary>Follows them, or tells what that would come to.</summary>
    /// <exception cref="Refusal"><c>no_assistance</c>, <c>date_in_future</c>, <c>unknown_county</c>.</exception>
    public async Task<RegisterFollowed> RunAsync(DateOnly? asOf, bool preview, Principal who, CancellationToken ct)
    {
        var day = asOf ?? clock.Today();
        if (day > clock.Today()) throw new Refusal("date_in_future", "日期不能晚于今天。", "The day lies in the future.");
        var (on, children) = await assistance.EntitledAsync(day, who, ct);
        return await follow.RunAsync(Concern.Hardship, on, children, preview, who, ct);
    }

    /// <summary>The same over HTTP, below <c>/api/help</c>.</summary>
    internal static void Map(RouteGroupBuilder group)
    {
        MapOne(group, "/follow", preview: false, "Follows every child whom the registers of assistance show as entitled; again, it changes nothing.");
        MapOne(group, "/follow/preview", preview: true, "The same without effect.");
    }

    private static void MapOne(RouteGroupBuilder group, string path, bool preview, string summary) => group
        .MapPost(path, async (HttpContext http, FollowAssistance run, CancellationToken ct) =>
            Results.Ok(await run.RunAsync((await Body.ReadAsync<AssistanceAsked>(http, ct)).AsOf, preview, Principal.From(http.User), ct)))
        .Needs(Right.Screen)
        .Accepts<AssistanceAsked>("application/json").Produces<RegisterFollowed>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .WithSummary(summary);
}
