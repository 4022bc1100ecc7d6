using Balance.Cases.Access;
using Balance.Cases.Cases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Balance.Cases.Help;

/// <summary>Help over HTTP: the same commands as on the case page.</summary>
public static class HelpEndpoints
{
    /// <summary>Maps them below <c>/api/cases</c> and <c>/api/help</c>.</summary>
    public static void MapHelp(this RouteGroupBuilder api)
    {
        var cases = api.MapGroup("/cases").WithTags("help").Needs(Right.ReadCases);
        cases.MapAct<GrantAid>("grant-aid", "资助: by scheme, amount, group and term.");
        cases.MapAct<RecordLiving>("record-living", "寄宿, 营养改善计划.");
        cases.MapAct<PlanLearningSupport>("plan-learning-support", "学困生成长档案.");
        cases.MapAct<ReviewLearningSupport>("review-learning-support", "What became of the learning support.");
        cases.MapAct<ScreenMentalHealth>("screen-mental-health", "心理筛查.");
        cases.MapAct<LogIntervention>("log-intervention", "Something was done about the child's mental health.");
        FollowAssistance.Map(api.MapGroup("/help").WithTags("help"));
    }
}
