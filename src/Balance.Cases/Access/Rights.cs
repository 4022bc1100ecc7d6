using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using static Balance.Cases.Access.Role;

namespace Balance.Cases.Access;

/// <summary>
/// Which role may do what: the one table of it, asked by navigation, pages, endpoints, buttons and commands alike. Whose children it may be
/// done for is the <see cref="Scope"/>'s; whether the file allows it now, the decision's.
/// </summary>
public static class Rights
{
    private static readonly Role[] Schools = [Counselor, Headmaster];
    private static readonly Role[] Writers = [.. Schools, TownshipOfficial, CountyOfficer];
    private static readonly Role[] SchoolsAndBureau = [.. Schools, CountyOfficer];
    private static readonly Role[] AboveSchools = [TownshipOfficial, CountyOfficer];
    private static readonly Role[] Readers = [.. Writers, SpecialEducationExpert, AidOfficer, Auditor];

    private static readonly Dictionary<Right, Role[]> Table = new()
    {
        [Right.ReadCases] = Readers,
        [Right.ReadRates] = Readers,
        // 残疾人教育条例 §20, 个人信息保护法 §28: known to those who act on it.
        [Right.ReadAssessments] = [.. Schools, CountyOfficer, SpecialEducationExpert],
        [Right.ReadMentalHealth] = [.. Schools, CountyOfficer],
        [Right.ReadHarm] = Writers,
        [Right.Unmask] = Readers,
        // Those who work a list: who only advises or supervises has it on the screen, and evidence by its own door.
        [Right.ExportList] = Writers,

        [Right.OpenCase] = Writers,
        [Right.RaiseConcern] = Writers,
        [Right.ReportAbsence] = Writers,
        [Right.LogVisit] = Writers,
        [Right.FileReport] = Writers,
        [Right.RecordReturn] = Writers,
        [Right.CheckAttendance] = Writers,
        // A duty of everyone who works with children (未成年人保护法 §11).
        [Right.FileMandatoryReport] = Writers,
        // Who entered something may put it right.
        [Right.Correct] = Writers,
        [Right.Withdraw] = Writers,
        [Right.AddNote] = [.. Writers, SpecialEducationExpert, AidOfficer],
        [Right.AttachEvidence] = [.. Writers, SpecialEducationExpert, AidOfficer],
        [Right.Verify] = AboveSchools,
        [Right.ConfirmDropout] = AboveSchools,
        [Right.Assign] = AboveSchools,
        [Right.Escalate] = AboveSchools,
        [Right.TakeLegalStep] = AboveSchools,
        [Right.ConfirmReturn] = AboveSchools,
        [Right.WithdrawConcern] = [CountyOfficer],
        [Right.Close] = [CountyOfficer],
        [Right.Reopen] = [CountyOfficer],
        // Who has the whole county before him can tell whether two are one.
        [Right.CorrectNumber] = [CountyOfficer],
        [Right.MergeFile] = [CountyOfficer],
        [Right.EraseIdentity] = [CountyOfficer],

        // 残疾人教育条例 §20-22: the committee advises, the county decides, the school teaches.
        [Right.RegisterDisability] = [CountyOfficer],
        [Right.AssessNeeds] = [CountyOfficer, SpecialEducationExpert],
        [Right.DecidePlacement] = [CountyOfficer],
        [Right.ContestPlacement] = [.. Schools, CountyOfficer],
        [Right.EndPlacement] = [CountyOfficer],
        [Right.AdoptEducationPlan] = [.. Schools, CountyOfficer, SpecialEducationExpert],
        [Right.ReviewEducationPlan] = [.. Schools, CountyOfficer, SpecialEducationExpert],
        [Right.EndEducationPlan] = [.. Schools, CountyOfficer],
        [Right.ScheduleHomeTeaching] = [Headmaster, CountyOfficer],
        // 条例 §26(三): resource centres send out teachers, for home teaching too.
        [Right.LogHomeTeaching] = [.. Schools, CountyOfficer, SpecialEducationExpert],
        [Right.LogMissedSession] = [.. Schools, CountyOfficer, SpecialEducationExpert],
        [Right.ReferRehabilitation] = [.. Schools, CountyOfficer, SpecialEducationExpert],
        [Right.AnswerRehabilitation] = [CountyOfficer, SpecialEducationExpert],
        [Right.AskResourceCentre] = [.. Schools, CountyOfficer, SpecialEducationExpert],
        [Right.AnswerResourceCentre] = [CountyOfficer, SpecialEducationExpert],
        [Right.IssueDocument] = Writers,
        [Right.ServeDocument] = Writers,

        // Nobody's: the clock is no account.
        [Right.TakeUpOverdue] = [],
        // Left behind and harmed: school and township care, and everyone who works with children protects.
        [Right.ReportHarm] = Writers,
        [Right.RecordGuardianship] = Writers,
        [Right.LogParentContact] = Writers,
        [Right.AdoptCarePlan] = Writers,
        [Right.LogCareVisit] = Writers,
        [Right.AdmonishGuardian] = Writers,
        [Right.TakeProtectionStep] = Writers,
        [Right.SettleHarm] = Writers,
        // Help: money is the county's to grant; what is learnt of a child's mind stays with its school and the bureau.
        [Right.GrantAid] = [CountyOfficer, AidOfficer],
        [Right.RecordLiving] = Writers,
        [Right.PlanLearningSupport] = [.. Schools, CountyOfficer],
        [Right.ReviewLearningSupport] = [.. Schools, CountyOfficer],
        [Right.ScreenMentalHealth] = [.. Schools, CountyOfficer],
        [Right.LogIntervention] = [.. Schools, CountyOfficer],

        // Places, transition, transfers: schools among themselves, the bureau for each; what a school took is not the school's to judge.
        [Right.SecurePlace] = SchoolsAndBureau,
        [Right.FileFeeComplaint] = Writers,
        [Right.AnswerFeeComplaint] = [CountyOfficer],
        [Right.HandOver] = SchoolsAndBureau,
        [Right.AnswerTransition] = SchoolsAndBureau,
        [Right.TransferStudent] = SchoolsAndBureau,
        [Right.AcceptTransfer] = SchoolsAndBureau,
        [Right.ReturnTransfer] = SchoolsAndBureau,
        // What another county sends is the bureau's to take.
        [Right.ReceiveTransfer] = [CountyOfficer],

        // Under which policy the county works is the bureau's to say.
        [Right.AppointPack] = [CountyOfficer],
        [Right.ImportRegisters] = [CountyOfficer],
        [Right.SettleUnidentified] = [CountyOfficer],
        [Right.Screen] = [CountyOfficer],
        [Right.DeclareFigures] = [CountyOfficer],
        // Each office answers for its own figures.
        [Right.SealReturn] = [Headmaster, TownshipOfficial, CountyOfficer],

        // Verbs act as an officer of the bureau.
        [Right.Replay] = [CountyOfficer, Auditor],
        [Right.ExportEvidence] = [CountyOfficer, Auditor],
        [Right.VerifyRecords] = [CountyOfficer, Auditor],

        // Those of the county have the whole county in charge: there is nothing beyond it and nothing to hand over.
        [Right.Delegate] = [.. Schools, TownshipOfficial, SpecialEducationExpert],
        [Right.BreakGlass] = [.. Schools, TownshipOfficial, SpecialEducationExpert],

        [Right.ManageAccounts] = [SecurityAdministrator],
        [Right.RunSystem] = [SystemAdministrator],
        [Right.ReadAccessLog] = [AuditAdministrator],
    };

    // What goes with an area: figures of it, handing it to a colleague, reaching beyond it. A resource centre has none.
    private static readonly Right[] OfAnArea = [Right.ReadRates, Right.Delegate, Right.BreakGlass];

    /// <summary>Whether a role may.</summary>
    public static bool Has(Role role, Right right) => Table[right].Contains(role);

    /// <summary>The roles that may.</summary>
    public static IReadOnlyList<Role> WhoMay(Right right) => Table[right];

    /// <summary>Whether an officer's role may.</summary>
    public static bool May(this Principal who, Right right) => Term.TryParse<Role>(who.Role, out var role) && Has(role, right) && !(who.IsOfCentre && OfAnArea.Contains(right));

    /// <summary>The rungs of the legal ladder that an officer may take: penalties and courts are the county's.</summary>
    public static bool May(this Principal who, LegalStep step) =>
        who.May(Right.TakeLegalStep) && (who.Level == Level.County || step is LegalStep.Education or LegalStep.CorrectionOrder);

    /// <summary>Whether a restricted part is for an officer's eyes; what belongs to none is.</summary>
    public static bool MayRead(this Principal who, RestrictedPart? part) => part switch
    {
        null => true,
        RestrictedPart.Assessment => who.May(Right.ReadAssessments),
        RestrictedPart.MentalHealth => who.May(Right.ReadMentalHealth),
        RestrictedPart.Harm => who.May(Right.ReadHarm),
        _ => false,
    };

    /// <summary>Whether an officer may know that a child is followed for it.</summary>
    public static bool MayRead(this Principal who, Concern concern) => who.MayRead(Restrictions.Of(concern));

    /// <summary>Whether an officer may know of a duty: it tells of what it is about as much as the concern does.</summary>
    public static bool MayRead(this Principal who, Duty duty) => who.MayRead(Restrictions.Of(duty));

    /// <summary>What of a summary is for an officer's eyes.</summary>
    public static CaseSummary For(this CaseSummary summary, Principal who) =>
        summary.Concerns.All(who.MayRead) && summary.Duties.All(who.MayRead) && summary.Reports.All(report => who.MayRead(report.Part)) ? summary : summary with
        {
            Concerns = [.. summary.Concerns.Where(who.MayRead)],
            Duties = [.. summary.Duties.Where(who.MayRead)],
            Reports = [.. summary.Reports.Where(report => who.MayRead(report.Part))],
        };

    /// <summary>The right behind what a case page offers.</summary>
    public static Right Of(CaseAction action) => Enum.Parse<Right>(action.ToString());

    /// <summary>The same as a question that a navigation entry or a part of the home page can keep.</summary>
    public static Predicate<Principal> For(Right right) => who => who.May(right);

    /// <summary>The same for what reaches beyond the own area: an office of the county has nothing beyond it.</summary>
    public static Predicate<Principal> BelowTheCountyFor(Right right) => who => who.Level != Level.County && who.May(right);
}
