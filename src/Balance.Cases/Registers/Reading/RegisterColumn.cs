using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Registers.Reading;

/// <summary>A column of a register file. <paramref name="Ordinal"/> is its place on the page of the formats, which is the order in which a row is judged.</summary>
/// <param name="Identity">The value is, or contains, an identity number: it is masked wherever it is shown.</param>
public sealed record RegisterColumn(int Ordinal, string Code, string Chinese, bool Required = false, bool Identity = false);

/// <summary>The columns of each kind of file.</summary>
public static class RegisterColumns
{
    /// <summary>The columns of a kind, in the order in which they are judged.</summary>
    public static IReadOnlyList<RegisterColumn> Of(RegisterKind kind) => kind switch
    {
        RegisterKind.Townships => Townships.All,
        RegisterKind.Schools => Schools.All,
        RegisterKind.Population => Population.All,
        RegisterKind.Enrolment => Enrolment.All,
        RegisterKind.Disability => Disability.All,
        RegisterKind.LeftBehind => LeftBehind.All,
        RegisterKind.Assistance => Assistance.All,
        RegisterKind.Absence => Absence.All,
        RegisterKind.Ledger => Ledger.All,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Whether a column of this code holds an identity number.</summary>
    public static bool IsIdentity(string code) => code is "id_number" or "student_number" or "certificate_number";

    /// <summary>The Chinese name of a column in a kind of file.</summary>
    public static string ChineseOf(RegisterKind kind, string code) => Of(kind).First(column => column.Code == code).Chinese;

    private static readonly RegisterColumn IdNumber = new(0, "id_number", "身份证号", Required: true, Identity: true);

    internal static class Townships
    {
        public static readonly RegisterColumn TownshipCode = new(0, "township_code", "乡镇代码", Required: true);
        public static readonly RegisterColumn Name = new(1, "name", "乡镇名称", Required: true);
        public static readonly IReadOnlyList<RegisterColumn> All = [TownshipCode, Name];
    }

    internal static class Schools
    {
        public static readonly RegisterColumn SchoolCode = new(0, "school_code", "学校标识码", Required: true);
        public static readonly RegisterColumn Name = new(1, "name", "学校名称", Required: true);
        public static readonly RegisterColumn TownshipCode = new(2, "township_code", "乡镇代码");
        public static readonly RegisterColumn Kind = new(3, "kind", "办学类型", Required: true);
        public static readonly RegisterColumn Ownership = new(4, "ownership", "办别", Required: true);
        public static readonly RegisterColumn Locality = new(5, "locality", "城乡类型");
        public static readonly IReadOnlyList<RegisterColumn> All = [SchoolCode, Name, TownshipCode, Kind, Ownership, Locality];
    }

    internal static class Population
    {
        public static readonly RegisterColumn IdNumber = RegisterColumns.IdNumber;
        public static readonly RegisterColumn Name = new(1, "name", "姓名", Required: true);
        public static readonly RegisterColumn HouseholdTownship = new(2, "household_township_code", "户籍乡镇代码");
        public static readonly RegisterColumn ResidenceTownship = new(3, "residence_township_code", "居住乡镇代码", Required: true);
        public static readonly RegisterColumn Residence = new(4, "residence", "居住类型", Required: true);
        public static readonly RegisterColumn Status = new(5, "status", "状态", Required: true);
        public static readonly RegisterColumn GuardianName = new(6, "guardian_name", "监护人姓名");
        public static readonly RegisterColumn GuardianPhone = new(7, "guardian_phone", "监护人电话");
        public static readonly RegisterColumn Address = new(8, "address", "住址");
        public static readonly IReadOnlyList<RegisterColumn> All =
            [IdNumber, Name, HouseholdTownship, ResidenceTownship, Residence, Status, GuardianName, GuardianPhone, Address];
    }

    internal static class Enrolment
    {
        public static readonly RegisterColumn IdNumber = RegisterColumns.IdNumber;
        public static readonly RegisterColumn StudentNumber = new(1, "student_number", "学籍号", Required: true, Identity: true);
        public static readonly RegisterColumn Name = new(2, "name", "姓名", Required: true);
        public static readonly RegisterColumn SchoolCode = new(3, "school_code", "学校标识码", Required: true);
        public static readonly RegisterColumn Grade = new(4, "grade", "年级", Required: true);
        public static readonly RegisterColumn Class = new(5, "class", "班级");
        public static readonly RegisterColumn Status = new(6, "status", "学籍状态", Required: true);
        public static readonly RegisterColumn StatusOn = new(7, "status_on", "状态日期");
        public static readonly RegisterColumn StudyMode = new(8, "study_mode", "就读方式");
        public static readonly IReadOnlyList<RegisterColumn> All =
            [IdNumber, StudentNumber, Name, SchoolCode, Grade, Class, Status, StatusOn, StudyMode];
    }

    internal static class Disability
    {
        public static readonly RegisterColumn IdNumber = RegisterColumns.IdNumber;
        public static readonly RegisterColumn Category = new(1, "category", "残疾类别", Required: true);
        public static readonly RegisterColumn Level = new(2, "level", "残疾等级", Required: true);
        public static readonly RegisterColumn CertificateNumber = new(3, "certificate_number", "残疾人证号", Identity: true);
        public static readonly RegisterColumn CertifiedOn = new(4, "certified_on", "发证日期");
        public static readonly IReadOnlyList<RegisterColumn> All = [IdNumber, Category, Level, CertificateNumber, CertifiedOn];
    }

    internal static class LeftBehind
    {
        public static readonly RegisterColumn IdNumber = RegisterColumns.IdNumber;
        public static readonly RegisterColumn FatherAway = new(1, "father_away", "父亲外出", Required: true);
        public static readonly RegisterColumn MotherAway = new(2, "mother_away", "母亲外出", Required: true);
        public static readonly RegisterColumn OtherParentCapable = new(3, "other_parent_capable", "另一方有监护能力");
        public static readonly RegisterColumn MonthsAway = new(4, "months_away", "外出月数");
        public static readonly RegisterColumn Caregiver = new(5, "caregiver", "照料人");
        public static readonly RegisterColumn SurveyedOn = new(6, "surveyed_on", "调查日期", Required: true);
        public static readonly IReadOnlyList<RegisterColumn> All =
            [IdNumber, FatherAway, MotherAway, OtherParentCapable, MonthsAway, Caregiver, SurveyedOn];
    }

    internal static class Assistance
    {
        public static readonly RegisterColumn IdNumber = RegisterColumns.IdNumber;
        public static readonly RegisterColumn Category = new(1, "category", "类别", Required: true);
        public static readonly RegisterColumn From = new(2, "from", "起始日期", Required: true);
        public static readonly RegisterColumn Until = new(3, "until", "截止日期");
        public static readonly IReadOnlyList<RegisterColumn> All = [IdNumber, Category, From, Until];
    }

    internal static class Absence
    {
        public static readonly RegisterColumn IdNumber = RegisterColumns.IdNumber;
        public static readonly RegisterColumn Date = new(1, "date", "日期", Required: true);
        public static readonly RegisterColumn Kind = new(2, "kind", "类型", Required: true);
        public static readonly IReadOnlyList<RegisterColumn> All = [IdNumber, Date, Kind];
    }

    internal static class Ledger
    {
        public static readonly RegisterColumn IdNumber = RegisterColumns.IdNumber;
        public static readonly RegisterColumn OccurredOn = new(1, "occurred_on", "发生日期", Required: true);
        public static readonly RegisterColumn Step = new(2, "step", "步骤", Required: true);
        public static readonly RegisterColumn Detail = new(3, "detail", "内容");
        public static readonly RegisterColumn Until = new(4, "until", "截止日期");
        public static readonly RegisterColumn SchoolCode = new(5, "school_code", "学校标识码");
        public static readonly RegisterColumn Grade = new(6, "grade", "年级");
        public static readonly RegisterColumn Quantity = new(7, "quantity", "数量");
        public static readonly RegisterColumn Level = new(8, "level", "层级");
        public static readonly RegisterColumn DocumentNumber = new(9, "document_number", "文号");
        public static readonly RegisterColumn Note = new(10, "note", "备注");
        public static readonly IReadOnlyList<RegisterColumn> All =
            [IdNumber, OccurredOn, Step, Detail, Until, SchoolCode, Grade, Quantity, Level, DocumentNumber, Note];
    }
}
