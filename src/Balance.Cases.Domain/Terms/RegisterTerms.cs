namespace Balance.Cases.Domain.Terms;

/// <summary>The files a county sends in (registers.md).</summary>
public enum RegisterKind
{
    [Term("乡镇")] Townships,
    [Term("学校")] Schools,
    [Term("人口")] Population,
    [Term("学籍")] Enrolment,
    [Term("残疾")] Disability,
    [Term("留守")] LeftBehind,
    [Term("资助")] Assistance,
    [Term("缺勤")] Absence,
    [Term("台账")] Ledger,
}

/// <summary>办学类型.</summary>
public enum SchoolKind
{
    [Term("小学")] Primary,
    [Term("初中")] Junior,
    [Term("九年一贯制")] NineYear,
    [Term("特殊教育")] Special,
    [Term("教学点")] TeachingPoint,
    [Term("职业学校")] Vocational,
}

/// <summary>办别.</summary>
public enum Ownership
{
    [Term("公办")] Public,
    [Term("民办")] Private,
    [Term("政府购买学位")] Purchased,
}

/// <summary>城乡类型.</summary>
public enum Locality
{
    [Term("城区")] Urban,
    [Term("镇区")] Town,
    [Term("乡村")] Rural,
}

/// <summary>居住类型.</summary>
public enum Residence
{
    [Term("本地")] Local,
    [Term("外出")] Away,
    [Term("随迁")] Migrant,
}

/// <summary>状态 of the population register.</summary>
public enum PopulationStatus
{
    [Term("正常")] Present,
    [Term("死亡")] Deceased,
    [Term("迁出")] MovedOut,
    [Term("出国")] Emigrated,
}

/// <summary>学籍状态, best first: where a child stands several times in one roll, the best status counts.</summary>
public enum RollStatus
{
    [Term("在读")] Enrolled,
    [Term("休学")] Suspended,
    [Term("毕业")] Graduated,
    [Term("转出")] TransferredOut,
    [Term("退学")] Withdrawn,
    [Term("死亡")] Deceased,
}

/// <summary>就读方式.</summary>
public enum StudyMode
{
    [Term("走读")] Day,
    [Term("寄宿")] Boarding,
    [Term("随班就读")] RegularClass,
    [Term("特教班")] SpecialClass,
    [Term("送教上门")] HomeTeaching,
}

/// <summary>照料人 of a left-behind child.</summary>
public enum Caregiver
{
    [Term("祖父母或外祖父母")] Grandparents,
    [Term("亲属")] Relatives,
    [Term("另一方")] OtherParent,
    [Term("无人")] None,
}

/// <summary>类别 of assistance; the last two and the two before mark a poverty household.</summary>
public enum AssistanceCategory
{
    [Term("孤儿")] Orphan,
    [Term("事实无人抚养")] DeFactoUnattended,
    [Term("重点困境")] SevereHardship,
    [Term("低保")] MinimumLiving,
    [Term("特困")] ExtremePoverty,
    [Term("脱贫享受政策")] LiftedFromPoverty,
    [Term("防止返贫监测")] PovertyMonitored,
}

/// <summary>类型 of an absence.</summary>
public enum AbsenceKind
{
    [Term("旷课")] Unexcused,
    [Term("病假")] Sick,
    [Term("事假")] Leave,
}

/// <summary>残疾类别 by GB/T 26341; files write the number.</summary>
public enum DisabilityCategory
{
    [Term("视力")] Visual = 1,
    [Term("听力")] Hearing,
    [Term("言语")] Speech,
    [Term("肢体")] Physical,
    [Term("智力")] Intellectual,
    [Term("精神")] Mental,
    [Term("多重")] Multiple,
}

/// <summary>是否, as files write it.</summary>
public enum YesNo
{
    [Term("否")] No,
    [Term("是")] Yes,
}

/// <summary>Why a row, or a column of it, was rejected; of one value the first that applies.</summary>
public enum RejectCode
{
    Missing,
    IdPrecision,
    IdLength,
    IdChecksum,
    IdBirthDate,
    DuplicateId,
    UnknownValue,
    BadCode,
    UnknownTownship,
    UnknownSchool,
    GradeRange,
    BadDate,
    BadNumber,
    UnknownChild,
}
