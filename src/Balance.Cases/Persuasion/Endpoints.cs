using Balance.Cases.Access;
using Balance.Cases.Cases;
using Microsoft.AspNetCore.Routing;

namespace Balance.Cases.Persuasion;

/// <summary>The acts on the path of a dropout over HTTP.</summary>
public static class Endpoints
{
    /// <summary>Maps them below <c>/api/cases/{child}</c>.</summary>
    public static void MapPersuasion(this RouteGroupBuilder api)
    {
        var cases = api.MapCaseGroup();
        cases.MapAct<ReportAbsence>("report-absence", "The child has stopped coming.");
        cases.MapAct<VerifySuspicion>("verify", "核查: what was found of a suspected child.");
        cases.MapAct<ConfirmDropout>("confirm-dropout", "辍学, on the day it happened.");
        cases.MapAct<AssignPersuasion>("assign", "Persuasion is given to an officer.");
        cases.MapTogether<AssignMany>("assign", Right.Assign, "Persuasion of several children is given to one officer: of all of them, or of none, and then each that does not allow it is named.");
        cases.MapAct<LogVisit>("log-visit", "劝返 visit; added whatever happened meanwhile.");
        cases.MapAct<FileWrittenReport>("file-report", "书面报告 upward.");
        cases.MapAct<EscalatePersuasion>("escalate", "The next level takes over.");
        cases.MapAct<TakeLegalStep>("legal-step", "A rung of the legal ladder.");
        cases.MapAct<RecordReturn>("record-return", "复学 with proof.");
        cases.MapAct<ConfirmReturn>("confirm-return", "Another officer confirms the return.");
        cases.MapAct<CheckAttendance>("check-attendance", "到校核验 after a return.");
    }
}
