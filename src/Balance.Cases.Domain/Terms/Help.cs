namespace Balance.Cases.Domain.Terms;

/// <summary>Groups that aid looks to first (滨州 2023 names seven; 北票 2019 puts 建档立卡 first).</summary>
public enum AidGroup
{
    [Term("孤儿")] Orphan,
    [Term("重点困境儿童")] SevereHardship,
    [Term("事实无人抚养儿童")] DeFactoUnattended,
    [Term("残疾儿童")] Disabled,
    [Term("农村留守儿童")] LeftBehind,
    [Term("脱贫享受政策家庭儿童")] LiftedFromPoverty,
    [Term("防止返贫动态监测家庭儿童")] PovertyMonitored,
    [Term("建档立卡家庭学生")] RegisteredPoor,
    [Term("其他家庭经济困难学生")] Other,
}

/// <summary>薄弱项 of a student with learning difficulties (学困生).</summary>
public enum WeakPoint
{
    [Term("语文")] Chinese,
    [Term("数学")] Mathematics,
    [Term("英语")] English,
    [Term("其他学科")] OtherSubject,
    [Term("学习习惯")] Habits,
    [Term("注意力")] Attention,
}

/// <summary>What a review of learning support found.</summary>
public enum LearningProgress
{
    [Term("明显进步")] Marked,
    [Term("有所进步")] Some,
    [Term("无进步")] None,
    [Term("目标达成，结束帮扶")] Done,
}

/// <summary>What a mental-health screening found.</summary>
public enum MentalHealthRisk
{
    [Term("正常")] None,
    [Term("一般关注")] Mild,
    [Term("重点关注")] Moderate,
    [Term("危机")] Severe,
}

/// <summary>What is done about a child's mental health.</summary>
public enum InterventionKind
{
    [Term("个别辅导")] Individual,
    [Term("团体辅导")] Group,
    [Term("家庭指导")] Family,
    [Term("危机干预")] Crisis,
    [Term("转介医疗机构")] Referral,
}

/// <summary>Papers that are made from events and numbered (domain.md, «Documents»).</summary>
public enum DocumentKind
{
    [Term("辍学学生书面报告")] WrittenReport,
    [Term("劝返记录")] PersuasionRecord,
    [Term("责令送被监护人接受义务教育通知书")] CorrectionOrder,
    [Term("送达回证")] ServiceReceipt,
    [Term("延缓入学申请表")] DeferralApplication,
    [Term("个别化教育计划")] EducationPlan,
    [Term("送教上门记录")] HomeTeachingRecord,
    [Term("留守儿童登记表")] LeftBehindForm,
    [Term("学困生成长档案")] LearningFile,
    [Term("小升初移交清单")] TransitionList,
    [Term("控辍保学工作台账")] DropoutLedger,
    [Term("留守儿童台账")] LeftBehindLedger,
    [Term("指标报表")] IndicatorReturn,
}
