using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Registers.Reading;

/// <summary>A record that a kind of file is made of. Those about a child print their type alone, so that none is logged by mistake.</summary>
public interface IRegisterRow<out TSelf> where TSelf : class
{
    /// <summary>The kind of file.</summary>
    static abstract RegisterKind Kind { get; }

    /// <summary>The record, or null where a value broke a rule; columns are asked for in the order in which they are judged.</summary>
    static abstract TSelf? Judge(Row row);
}

/// <summary>A township of the county.</summary>
public sealed record TownshipRow(string TownshipCode, string Name) : IRegisterRow<TownshipRow>
{
    public static RegisterKind Kind => RegisterKind.Townships;

    public static TownshipRow? Judge(Row row)
    {
        var code = row.NewTownship(RegisterColumns.Townships.TownshipCode);
        var name = row.Text(RegisterColumns.Townships.Name);
        return row.Accepted ? new(code, name) : null;
    }
}

/// <summary>A school; one without a township lies outside the county.</summary>
public sealed record SchoolRow(string SchoolCode, string Name, string? TownshipCode, SchoolKind SchoolKind, Ownership Ownership, Locality? Locality)
    : IRegisterRow<SchoolRow>
{
    public static RegisterKind Kind => RegisterKind.Schools;

    public static SchoolRow? Judge(Row row)
    {
        var code = row.NewSchool(RegisterColumns.Schools.SchoolCode);
        var name = row.Text(RegisterColumns.Schools.Name);
        var township = row.Township(RegisterColumns.Schools.TownshipCode);
        var kind = row.Coded<SchoolKind>(RegisterColumns.Schools.Kind);
        var ownership = row.Coded<Ownership>(RegisterColumns.Schools.Ownership);
        var locality = row.CodedOrNone<Locality>(RegisterColumns.Schools.Locality);
        return row.Accepted ? new(code, name, township, kind, ownership, locality) : null;
    }
}

/// <summary>A child of the household register.</summary>
public sealed record PopulationRow(
    string IdNumber, string Name, string? HouseholdTownship, string ResidenceTownship, Residence Residence, PopulationStatus Status,
    string? GuardianName, string? GuardianPhone, string? Address) : IRegisterRow<PopulationRow>
{
    public static RegisterKind Kind => RegisterKind.Population;

    /// <summary>From the identity number.</summary>
    public DateOnly BirthDate => IdentityNumber.BirthDate(IdNumber)!.Value;

    /// <summary>From the identity number.</summary>
    public bool IsMale => IdentityNumber.SexOf(IdNumber) == Sex.Male;

    public override string ToString() => nameof(PopulationRow);

    public static PopulationRow? Judge(Row row)
    {
        var id = row.UniqueIdentity(RegisterColumns.Population.IdNumber);
        var name = row.Text(RegisterColumns.Population.Name);
        var household = row.Township(RegisterColumns.Population.HouseholdTownship);
        var home = row.Township(RegisterColumns.Population.ResidenceTownship);
        var residence = row.Coded<Residence>(RegisterColumns.Population.Residence);
        var status = row.Coded<PopulationStatus>(RegisterColumns.Population.Status);
        var guardian = row.TextOrNone(RegisterColumns.Population.GuardianName);
        var phone = row.TextOrNone(RegisterColumns.Population.GuardianPhone);
        var address = row.TextOrNone(RegisterColumns.Population.Address);
        return row.Accepted ? new(id, name, household, home!, residence, status, guardian, phone, address) : null;
    }
}

/// <summary>A child on a school roll (学籍).</summary>
public sealed record EnrolmentRow(
    string IdNumber, string StudentNumber, string Name, string SchoolCode, int Grade, string? Class, RollStatus Status, DateOnly? StatusOn, StudyMode? StudyMode)
    : IRegisterRow<EnrolmentRow>
{
    public static RegisterKind Kind => RegisterKind.Enrolment;

    public override string ToString() => nameof(EnrolmentRow);

    public static EnrolmentRow? Judge(Row row)
    {
        var id = row.Identity(RegisterColumns.Enrolment.IdNumber);
        var studentNumber = row.StudentNumber(RegisterColumns.Enrolment.StudentNumber);
        var name = row.Text(RegisterColumns.Enrolment.Name);
        var school = row.School(RegisterColumns.Enrolment.SchoolCode);
        var grade = row.Grade(RegisterColumns.Enrolment.Grade);
        var schoolClass = row.SharedText(RegisterColumns.Enrolment.Class);
        var status = row.Coded<RollStatus>(RegisterColumns.Enrolment.Status);
        var statusOn = row.DateOrNone(RegisterColumns.Enrolment.StatusOn);
        var mode = row.CodedOrNone<StudyMode>(RegisterColumns.Enrolment.StudyMode);
        return row.Accepted ? new(id, studentNumber, name, school!, grade!.Value, schoolClass, status, statusOn, mode) : null;
    }
}

/// <summary>A child of the disability register; severity 1 is the gravest.</summary>
public sealed record DisabilityRow(string IdNumber, DisabilityCategory Category, int Level, string? CertificateNumber, DateOnly? CertifiedOn)
    : IRegisterRow<DisabilityRow>
{
    public static RegisterKind Kind => RegisterKind.Disability;

    public override string ToString() => nameof(DisabilityRow);

    public static DisabilityRow? Judge(Row row)
    {
        var id = row.UniqueIdentity(RegisterColumns.Disability.IdNumber);
        var category = row.Disability(RegisterColumns.Disability.Category);
        var level = row.Severity(RegisterColumns.Disability.Level);
        var certificate = row.ExactText(RegisterColumns.Disability.CertificateNumber);
        var certifiedOn = row.DateOrNone(RegisterColumns.Disability.CertifiedOn);
        return row.Accepted ? new(id, category, level, certificate, certifiedOn) : null;
    }
}

/// <summary>A child of the left-behind survey.</summary>
public sealed record LeftBehindRow(
    string IdNumber, bool FatherAway, bool MotherAway, bool OtherParentCapable, decimal? MonthsAway, Caregiver? Caregiver, DateOnly SurveyedOn)
    : IRegisterRow<LeftBehindRow>
{
    public static RegisterKind Kind => RegisterKind.LeftBehind;

    public override string ToString() => nameof(LeftBehindRow);

    public static LeftBehindRow? Judge(Row row)
    {
        var id = row.UniqueIdentity(RegisterColumns.LeftBehind.IdNumber);
        var father = row.IsYes(RegisterColumns.LeftBehind.FatherAway);
        var mother = row.IsYes(RegisterColumns.LeftBehind.MotherAway);
        var capable = row.IsYes(RegisterColumns.LeftBehind.OtherParentCapable, whereEmpty: true);
        var months = row.Amount(RegisterColumns.LeftBehind.MonthsAway);
        var caregiver = row.CodedOrNone<Caregiver>(RegisterColumns.LeftBehind.Caregiver);
        var surveyedOn = row.Date(RegisterColumns.LeftBehind.SurveyedOn);
        return row.Accepted ? new(id, father, mother, capable, months, caregiver, surveyedOn) : null;
    }
}

/// <summary>Assistance that a child's household receives, from one day and perhaps until another.</summary>
public sealed record AssistanceRow(string IdNumber, AssistanceCategory Category, DateOnly From, DateOnly? Until) : IRegisterRow<AssistanceRow>
{
    public static RegisterKind Kind => RegisterKind.Assistance;

    public override string ToString() => nameof(AssistanceRow);

    public static AssistanceRow? Judge(Row row)
    {
        var id = row.Identity(RegisterColumns.Assistance.IdNumber);
        var category = row.Coded<AssistanceCategory>(RegisterColumns.Assistance.Category);
        var from = row.Date(RegisterColumns.Assistance.From);
        var until = row.Until(RegisterColumns.Assistance.Until, from);
        return row.Accepted ? new(id, category, from, until) : null;
    }
}

/// <summary>A day on which a child was not at school.</summary>
public sealed record AbsenceRow(string IdNumber, DateOnly Date, AbsenceKind AbsenceKind) : IRegisterRow<AbsenceRow>
{
    public static RegisterKind Kind => RegisterKind.Absence;

    public override string ToString() => nameof(AbsenceRow);

    public static AbsenceRow? Judge(Row row)
    {
        var id = row.Identity(RegisterColumns.Absence.IdNumber);
        var date = row.Date(RegisterColumns.Absence.Date);
        var kind = row.Coded<AbsenceKind>(RegisterColumns.Absence.Kind);
        return row.Accepted ? new(id, date, kind) : null;
    }
}
