namespace Balance.Cases.Domain.Terms;

/// <summary>By which definition children are followed as left behind (留守); both are counted.</summary>
public enum LeftBehindDefinition
{
    /// <summary>Both parents away, or one away and the other not capable; under 16 (国发〔2016〕13号).</summary>
    [Term("国务院口径")] Nation,

    /// <summary>A parent away for three months or more; under 16 (the school roll's).</summary>
    [Term("学籍口径")] Roll,

    /// <summary>By one or the other.</summary>
    [Term("任一口径")] Either,
}

/// <summary>委托照护: whether parents who are away have entrusted the child's care in writing (未成年人保护法 §22).</summary>
public enum Delegation
{
    [Term("已书面委托")] Written,
    [Term("未书面委托")] NotYet,
    [Term("拒绝委托")] Refused,
    [Term("不需要")] NotNeeded,
}

/// <summary>监护评估 of the form of 2016.</summary>
public enum GuardianshipQuality
{
    [Term("较好")] Good,
    [Term("一般")] Fair,
    [Term("差")] Poor,
}

/// <summary>How a parent who is away was in touch (未成年人保护法 §22: at least once a week).</summary>
public enum ContactOutcome
{
    [Term("已联系")] Reached,
    [Term("未联系上")] NotReached,
    [Term("拒绝联系")] Refused,
}

/// <summary>关爱项目 under which a child is cared for (滨州 2023 names the first three).</summary>
public enum CareProgramme
{
    [Term("希望小屋")] HopeCottage,
    [Term("牵手关爱行动")] HandInHand,
    [Term("爱心驿站")] LoveStation,
    [Term("学校结对关爱")] SchoolPairing,
    [Term("其他")] Other,
}

/// <summary>Who admonished the guardian (未成年人保护法 §118).</summary>
public enum AdmonishingBody
{
    [Term("居（村）民委员会")] VillageCommittee,
    [Term("学校")] School,
    [Term("公安机关")] Police,
    [Term("检察机关")] Procuratorate,
}

/// <summary>Harm done to a child (宝山: 欺凌防控; 北票: 依法处置各种侵害).</summary>
public enum HarmKind
{
    [Term("校园欺凌")] Bullying,
    [Term("监护缺失或忽视")] Neglect,
    [Term("家庭暴力")] DomesticViolence,
    [Term("性侵害")] SexualAbuse,
    [Term("其他暴力")] OtherViolence,
    [Term("遗弃")] Abandonment,
}

/// <summary>What is done to keep a child safe.</summary>
public enum ProtectionStep
{
    [Term("脱离危险环境")] Removed,
    [Term("临时监护")] TemporaryCare,
    [Term("医疗救治")] MedicalCare,
    [Term("心理疏导")] Counselling,
    [Term("对实施者处置")] AgainstOffender,
    [Term("校内防护安排")] SchoolSafety,
    [Term("人身安全保护令")] ProtectionOrder,
}

/// <summary>How the matter of a harm ended.</summary>
public enum HarmOutcome
{
    [Term("查实并已处置")] Dealt,
    [Term("查无此事")] Unfounded,
    [Term("移送司法")] Prosecuted,
}

/// <summary>强制报告 signs that the law wants told at once (关于建立侵害未成年人案件强制报告制度的意见（试行）第四条).</summary>
public enum ReportSign
{
    [Term("隐私部位遭受或疑似遭受非正常损伤")] IntimateInjury,
    [Term("疑似遭受性侵害、怀孕、流产")] SexualAbuse,
    [Term("身体多处损伤、严重营养不良、意识不清")] BodilyInjury,
    [Term("因自杀、自残、工伤、中毒等非正常损伤、死亡")] AbnormalInjuryOrDeath,
    [Term("被遗弃或长期处于无人照料状态")] Abandoned,
    [Term("来源不明、失踪或者被拐卖、收买")] MissingOrTrafficked,
    [Term("被组织乞讨")] Begging,
    [Term("其他严重侵害身心健康的情形")] OtherHarm,
}

/// <summary>Whom the law wants told at once (未成年人保护法 §11).</summary>
public enum ReportedTo
{
    [Term("公安机关")] Police,
    [Term("民政部门")] CivilAffairs,
    [Term("教育行政部门")] Education,
    [Term("检察机关")] Procuratorate,
    [Term("乡镇人民政府（街道办事处）")] Township,
    [Term("居（村）民委员会")] VillageCommittee,
}
