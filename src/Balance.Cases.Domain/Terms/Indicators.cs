namespace Balance.Cases.Domain.Terms;

/// <summary>The published definitions of three-year retention (初中三年巩固率), from entrants E, transferred in I and out O, deceased X, graduates G.</summary>
public enum RetentionFormula
{
    [Term("（毕业－转入＋转出）÷（入学－死亡）")] ByEntrants,
    [Term("毕业÷（入学＋转入－转出－死亡）")] ByRemaining,
    [Term("毕业÷（入学＋转入－转出），至多 100%")] ByRemainingCapped,
}

/// <summary>What schools are compared by for the coefficient of variation (教督〔2017〕6号 第六条), each over the pupils of the school.</summary>
public enum ResourceItem
{
    [Term("高于规定学历教师数")] QualifiedTeachers,
    [Term("县级以上骨干教师数")] LeadingTeachers,
    [Term("体育、艺术专任教师数")] ArtsTeachers,
    [Term("教学及辅助用房面积")] TeachingSpace,
    [Term("体育运动场馆面积")] SportsSpace,
    [Term("教学仪器设备值")] EquipmentValue,
    [Term("网络多媒体教室数")] MediaRooms,
    [Term("图书册数")] Books,
}

/// <summary>报送: the period that a sealed return is of.</summary>
public enum ReturnKind
{
    [Term("月报")] Monthly,
    [Term("季度复核")] Quarterly,
    [Term("学期报告")] Termly,
    [Term("学年报告")] Yearly,
}

/// <summary>A figure of a return.</summary>
public enum FigureName
{
    [Term("学年辍学率")] DropoutRate,
    [Term("往年结转")] CarriedOver,
    [Term("辍学在册")] OutOfSchool,
    [Term("复学率")] ReturnRate,
    [Term("净入学率")] EnrolmentRate,
    [Term("残疾儿童少年入学率")] DisabledEnrolmentRate,
    [Term("随迁子女公办占比")] MigrantPlaces,
    [Term("个别化教育计划覆盖率")] PlanRate,
    [Term("送教课时完成率")] HoursRate,
    [Term("留守儿童本学期走访率")] VisitRate,
    [Term("学校逾期事项")] OverdueAtSchool,
    [Term("乡镇逾期事项")] OverdueAtTownship,
    [Term("县级逾期事项")] OverdueAtCounty,
    [Term("初中三年巩固率")] JuniorRetention,
    [Term("义务教育完成率")] CompletionRate,
    [Term("校际差异系数")] SchoolVariation,
}
