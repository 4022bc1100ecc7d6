using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Access;

/// <summary>Everything that somebody can do here, pages included. Which role may is in <see cref="Rights"/>; for whose children, in <see cref="Scope"/>.</summary>
public enum Right
{
    // Reading.
    [Term("查看个案")] ReadCases,
    [Term("查看评估情况")] ReadAssessments,
    [Term("查看心理健康情况")] ReadMentalHealth,
    [Term("查看侵害情况")] ReadHarm,
    [Term("查看完整身份证号")] Unmask,
    [Term("查看指标")] ReadRates,
    [Term("导出个案列表")] ExportList,

    // Acts in a case.
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
    [Term("附上材料")] AttachEvidence,
    [Term("更正记录")] Correct,
    [Term("撤回记录")] Withdraw,
    [Term("销号")] Close,
    [Term("重新启用")] Reopen,
    [Term("更正身份证号")] CorrectNumber,
    [Term("合并档案")] MergeFile,
    [Term("删除身份信息")] EraseIdentity,

    // Acts for a disabled child.
    [Term("登记残疾")] RegisterDisability,
    [Term("登记评估")] AssessNeeds,
    [Term("作出安置")] DecidePlacement,
    [Term("登记安置异议")] ContestPlacement,
    [Term("结束安置")] EndPlacement,
    [Term("制定教育计划")] AdoptEducationPlan,
    [Term("复查教育计划")] ReviewEducationPlan,
    [Term("结束教育计划")] EndEducationPlan,
    [Term("安排送教")] ScheduleHomeTeaching,
    [Term("登记送教")] LogHomeTeaching,
    [Term("登记未送教")] LogMissedSession,
    [Term("医教结合转介")] ReferRehabilitation,
    [Term("答复转介")] AnswerRehabilitation,
    [Term("移交资源中心")] AskResourceCentre,
    [Term("答复资源中心移交")] AnswerResourceCentre,

    // The county as a whole.
    [Term("更换政策包")] AppointPack,

    // Papers.
    [Term("制发文书")] IssueDocument,
    [Term("登记送达")] ServeDocument,

    // Acts of the clock alone.
    [Term("逾期上报")] TakeUpOverdue,
    // Acts for a left-behind or harmed child.
    [Term("报告侵害")] ReportHarm,
    [Term("登记监护情况")] RecordGuardianship,
    [Term("登记父母联系")] LogParentContact,
    [Term("制定关爱计划")] AdoptCarePlan,
    [Term("登记关爱走访")] LogCareVisit,
    [Term("训诫监护人")] AdmonishGuardian,
    [Term("登记保护措施")] TakeProtectionStep,
    [Term("侵害处置完结")] SettleHarm,

    // Acts of help.
    [Term("登记资助")] GrantAid,
    [Term("登记食宿")] RecordLiving,
    [Term("制定学困帮扶")] PlanLearningSupport,
    [Term("复查学困帮扶")] ReviewLearningSupport,
    [Term("登记心理筛查")] ScreenMentalHealth,
    [Term("登记心理干预")] LogIntervention,

    // Places, transition, transfers.
    [Term("落实学位")] SecurePlace,
    [Term("投诉多收费")] FileFeeComplaint,
    [Term("答复收费投诉")] AnswerFeeComplaint,
    [Term("小升初移交")] HandOver,
    [Term("答复小升初移交")] AnswerTransition,
    [Term("转学")] TransferStudent,
    [Term("接收转学")] AcceptTransfer,
    [Term("退回转学")] ReturnTransfer,
    [Term("接收外县转学")] ReceiveTransfer,

    // The bureau's own work.
    [Term("导入登记")] ImportRegisters,
    [Term("查找身份不明的学生")] SettleUnidentified,
    [Term("排查")] Screen,
    [Term("申报指标数据")] DeclareFigures,
    [Term("封存指标报表")] SealReturn,

    // Proof, which an operator asks for at the command line.
    [Term("回放个案")] Replay,
    [Term("导出证据")] ExportEvidence,
    [Term("校验记录")] VerifyRecords,

    // Beyond the own office.
    [Term("委托代管")] Delegate,
    [Term("紧急查看")] BreakGlass,

    // 三员: what runs the system and reads no case.
    [Term("管理账户")] ManageAccounts,
    [Term("管理系统")] RunSystem,
    [Term("查看访问日志")] ReadAccessLog,
}
