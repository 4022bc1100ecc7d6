namespace Balance.Cases.Domain.Terms;

/// <summary>How a disabled child became known.</summary>
public enum RegistrationSource
{
    [Term("残联登记")] Register,
    [Term("学前筛查")] PreschoolScreening,
    [Term("学校报告")] School,
    [Term("家长申请")] Guardian,
}

/// <summary>Who disagrees with a placement (残疾人教育条例 §21).</summary>
public enum Contestant
{
    [Term("监护人")] Guardian,
    [Term("学校")] School,
}

/// <summary>Why a placement (安置) has ended.</summary>
public enum PlacementEnd
{
    [Term("重新安置")] PlacedAnew,
    [Term("毕业")] Graduated,
    [Term("转出")] MovedAway,
    [Term("康复")] Recovered,
    [Term("死亡")] Deceased,
}

/// <summary>The reach of a goal of an education plan.</summary>
public enum GoalTerm
{
    [Term("长期目标")] Long,
    [Term("短期目标")] Short,
}

/// <summary>What a review found of a goal.</summary>
public enum GoalResult
{
    [Term("达成")] Met,
    [Term("部分达成")] PartlyMet,
    [Term("未达成")] NotMet,
}

/// <summary>相关服务 of an education plan.</summary>
public enum ServiceKind
{
    [Term("教学支持")] Teaching,
    [Term("康复训练")] Rehabilitation,
    [Term("语言训练")] Speech,
    [Term("心理辅导")] Counselling,
    [Term("生活照料")] Care,
    [Term("辅助器具")] Aids,
}

/// <summary>Where a service is given.</summary>
public enum ServicePlace
{
    [Term("教室")] Classroom,
    [Term("资源教室")] ResourceRoom,
    [Term("家中")] Home,
    [Term("康复机构")] Institution,
}

/// <summary>Why an education plan has ended.</summary>
public enum PlanEnd
{
    [Term("由新计划代替")] Replaced,
    [Term("目标达成")] GoalsMet,
    [Term("离校")] LeftSchool,
}

/// <summary>The stretch in which lessons at home are counted.</summary>
public enum SchedulePeriod
{
    [Term("每周")] Week,
    [Term("每月")] Month,
}

/// <summary>Why a session at home did not take place.</summary>
public enum MissedReason
{
    [Term("学生生病")] ChildIll,
    [Term("家中无人")] NobodyHome,
    [Term("监护人谢绝")] GuardianDeclined,
    [Term("教师原因")] TeacherAbsent,
    [Term("天气或道路")] WeatherOrRoad,
    [Term("其他")] Other,
}

/// <summary>医教结合: what a child is referred for.</summary>
public enum RehabilitationKind
{
    [Term("医学鉴定")] MedicalAppraisal,
    [Term("康复训练")] Training,
    [Term("辅助器具适配")] AssistiveDevice,
    [Term("治疗")] Treatment,
}

/// <summary>What becomes of a handover to a resource centre 特殊教育资源中心.</summary>
public enum CentreAnswer
{
    [Term("接收")] Accepted,
    [Term("退回")] Returned,
    [Term("逾期未答复")] NeverAnswered,
}
