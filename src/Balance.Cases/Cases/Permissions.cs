using Balance.Cases.Access;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Cases;

/// <summary>What can be done in a case; reading is everyone's whose scope holds the child.</summary>
public enum CaseUse
{
    [Term("建档")] OpenCase,
    [Term("增加关注")] RaiseConcern,
    [Term("结束关注")] WithdrawConcern,
    [Term("报告缺课")] ReportAbsence,
    [Term("核查")] Verify,
    [Term("确认辍学")] ConfirmDropout,
    [Term("分派劝返")] Assign,
    [Term("登记劝返")] LogVisit,
    [Term("书面报告")] FileReport,
    [Term("移交上一级")] Escalate,
    [Term("依法步骤")] TakeLegalStep,
    [Term("登记复学")] RecordReturn,
    [Term("确认复学")] ConfirmReturn,
    [Term("到校核验")] CheckAttendance,
    [Term("强制报告")] FileMandatoryReport,
    [Term("记事")] AddNote,
    [Term("更正记录")] Correct,
    [Term("撤回记录")] Withdraw,
    [Term("销号")] Close,
    [Term("重新启用")] Reopen,
}

/// <summary>Which role may do what: the one table of it. Whose children it may do it for is the scope's; whether the file allows it now, the decision's.</summary>
public static class Permissions
{
    // 强制报告 is everyone's duty who works with children (未成年人保护法 §11); who entered something may put it right.
    private static readonly CaseUse[] AnyWriter =
    [
        CaseUse.OpenCase, CaseUse.RaiseConcern, CaseUse.ReportAbsence, CaseUse.LogVisit, CaseUse.FileReport, CaseUse.RecordReturn,
        CaseUse.CheckAttendance, CaseUse.FileMandatoryReport, CaseUse.AddNote, CaseUse.Correct, CaseUse.Withdraw,
    ];

    private static readonly Dictionary<Role, IReadOnlySet<CaseUse>> Table = new()
    {
        [Role.Counselor] = Set(AnyWriter),
        [Role.Headmaster] = Set(AnyWriter),
        [Role.TownshipOfficial] = Set([.. AnyWriter, CaseUse.Verify, CaseUse.ConfirmDropout, CaseUse.Assign, CaseUse.Escalate, CaseUse.TakeLegalStep, CaseUse.ConfirmReturn]),
        [Role.CountyOfficer] = Set([.. Term.All<CaseUse>()]),
        [Role.SpecialEducationExpert] = Set([CaseUse.AddNote]),
        [Role.AidOfficer] = Set([CaseUse.AddNote]),
        [Role.Auditor] = Set([]),
        [Role.SystemAdministrator] = Set([]),
        [Role.SecurityAdministrator] = Set([]),
        [Role.AuditAdministrator] = Set([]),
    };

    /// <summary>Whether an officer's role allows it.</summary>
    public static bool May(Principal who, CaseUse use) => Term.TryParse<Role>(who.Role, out var role) && Table[role].Contains(use);

    /// <summary>The use behind what a case page offers.</summary>
    public static CaseUse UseOf(CaseAction action) => Enum.Parse<CaseUse>(action.ToString());

    /// <summary>The rungs of the legal ladder that a role may take: penalties and courts are the county's.</summary>
    public static bool May(Principal who, LegalStep step) =>
        May(who, CaseUse.TakeLegalStep) && (who.Level == Level.County || step is LegalStep.Education or LegalStep.CorrectionOrder);

    private static HashSet<CaseUse> Set(CaseUse[] uses) => [.. uses];
}
