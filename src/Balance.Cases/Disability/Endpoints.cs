using Balance.Cases.Access;
using Balance.Cases.Cases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Balance.Cases.Disability;

/// <summary>What is done for a disabled child, over HTTP.</summary>
public static class Endpoints
{
    /// <summary>Maps it below <c>/api/cases/{child}</c>; the county's resource centres at <c>/api/resource-centres</c>.</summary>
    public static void MapDisability(this RouteGroupBuilder api)
    {
        var cases = api.MapCaseGroup();
        cases.MapAct<RegisterDisability>("register-disability", "登记: the child is known to be disabled, and followed for it from now on.");
        cases.MapAct<AssessNeeds>("assess-needs", "评估 by the expert committee; restricted.");
        cases.MapAct<DecidePlacement>("decide-placement", "安置 in one of the tiers, or deferral; also the answer to an objection.");
        cases.MapAct<ContestPlacement>("contest-placement", "Guardian or school disagrees with the placement in force.");
        cases.MapAct<EndPlacement>("end-placement", "The placement in force has ended.");
        cases.MapAct<AdoptEducationPlan>("adopt-plan", "个别化教育计划 adopted; the version before is kept.");
        cases.MapAct<ReviewEducationPlan>("review-plan", "The plan in force is reviewed goal by goal.");
        cases.MapAct<EndEducationPlan>("end-plan", "The plan in force has ended.");
        cases.MapAct<ScheduleHomeTeaching>("schedule-home-teaching", "送教上门 is laid down, at least by the pack's norm.");
        cases.MapAct<LogHomeTeaching>("log-home-teaching", "送教上门 session given; added whatever happened meanwhile.");
        cases.MapAct<LogMissedSession>("log-missed-session", "A session did not take place; added whatever happened meanwhile.");
        cases.MapAct<ReferRehabilitation>("refer-rehabilitation", "医教结合: referred to medicine or rehabilitation; restricted.");
        cases.MapAct<AnswerRehabilitation>("answer-rehabilitation", "The answer to a referral; restricted.");
        cases.MapAct<AskResourceCentre>("ask-centre", "移交特教资源中心: a centre is asked to take the child; the one that holds it keeps it until there is an answer.");
        cases.MapAct<AnswerResourceCentre>("answer-centre", "The centre accepts the child, or returns it and says why; access changes hands.");

        FollowDisability.Map(api.MapGroup("/disability").WithTags("disability"));
        api.MapGroup("/resource-centres").WithTags("resource-centres").Needs(Right.AskResourceCentre)
            .MapGet("/", async (HttpContext http, ResourceCentres centres, CancellationToken ct) => Results.Ok(await centres.OfAsync(Principal.From(http.User).Tenant, ct)))
            .Produces<IReadOnlyList<Centre>>().WithSummary("特教资源中心 of the county: code, name, level, and the one above.");
    }
}
