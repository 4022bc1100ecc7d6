using Balance.Cases.Access;
using Balance.Cases.Cases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Balance.Cases.LeftBehind;

/// <summary>The care of left-behind and harmed children over HTTP: the same commands as on the case page.</summary>
public static class LeftBehindEndpoints
{
    /// <summary>Maps them below <c>/api/cases</c> and <c>/api/left-behind</c>.</summary>
    public static void MapLeftBehind(this RouteGroupBuilder api)
    {
        var cases = api.MapGroup("/cases").WithTags("left-behind").Needs(Right.ReadCases);
        cases.MapAct<ReportHarm>("report-harm", "侵害: bullying, neglect or violence, of whichever child.");
        cases.MapAct<TakeProtectionStep>("protection-step", "Something was done to keep the child safe.");
        cases.MapAct<SettleHarm>("settle-harm", "The matter of a harm has ended.");
        cases.MapAct<RecordGuardianship>("record-guardianship", "监护情况, with the written delegation.");
        cases.MapAct<LogParentContact>("log-parent-contact", "A parent was in touch, or could not be reached.");
        cases.MapAct<AdoptCarePlan>("adopt-care-plan", "关爱计划.");
        cases.MapAct<LogCareVisit>("log-care-visit", "关爱走访; added whatever happened meanwhile.");
        cases.MapAct<AdmonishGuardian>("admonish-guardian", "训诫监护人.");
        FollowSurvey.Map(api.MapGroup("/left-behind").WithTags("left-behind"));
    }
}
