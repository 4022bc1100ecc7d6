using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Registers.Reading;
using Npgsql;
using NpgsqlTypes;

namespace Balance.Cases.Registers.Importing;

/// <summary>The names of a register's table, for whoever stores, merges or proves its rows.</summary>
/// <param name="Columns">Columns behind tenant, import, line and mac.</param>
/// <param name="Key">What makes two rows of a snapshot the same row.</param>
/// <param name="Best">Of rows with one key in one file, which counts: first by this order; empty where a key cannot stand twice.</param>
public sealed record RegisterShape(RegisterKind Kind, string Table, string[] Columns, string[] Key, string Best)
{
    /// <summary>Every register that is kept in snapshots.</summary>
    public static readonly IReadOnlyList<RegisterShape> All =
    [
        new(RegisterKind.Townships, "townships", ["code", "name"], ["code"], "line desc"),
        new(RegisterKind.Schools, "schools", ["code", "name", "township", "kind", "ownership", "locality"], ["code"], "line desc"),
        new(RegisterKind.Population, "population", ["child", "born", "household", "township", "residence", "status"], ["child"], ""),
        new(RegisterKind.Enrolment, "enrolment", ["child", "school", "grade", "class", "status", "status_on", "mode"], ["child", "school"], "status, line desc"),
        new(RegisterKind.Disability, "disability", ["child", "category", "level", "certified_on"], ["child"], ""),
        new(RegisterKind.LeftBehind, "left_behind",
            ["child", "father_away", "mother_away", "other_capable", "months", "caregiver", "surveyed_on"], ["child"], ""),
        new(RegisterKind.Assistance, "assistance", ["child", "category", "from_on", "until_on"], ["child", "category", "from_on"], "line desc"),
        new(RegisterKind.Absence, "absence", ["child", "day", "kind"], ["child", "day"], "line desc"),
    ];

    /// <summary>The shape of a kind.</summary>
    public static RegisterShape Of(RegisterKind kind) => All.Single(shape => shape.Kind == kind);

    /// <summary>All columns of the table.</summary>
    public string AllColumns => $"tenant, import, line, mac, {string.Join(", ", Columns)}";
}

/// <summary>How rows of a kind are told apart, named and stored.</summary>
/// <param name="Plain">
/// Every value of the row as one text but the child's number: rows of one key are equal when it is. With the number in it, the fingerprint
/// that outlives an erasure would tell whoever holds the hash key which of some thousand numbers was the child's.
/// </param>
/// <param name="Identity">Who the row is about; null for lists of places.</param>
/// <param name="Write">Writes the columns behind tenant, import, line and mac.</param>
public sealed record RegisterTable<TRow>(
    RegisterShape Shape, Func<TRow, string> Plain, Func<TRow, IdentityFacet>? Identity, Action<NpgsqlBinaryImporter, TRow, Guid> Write)
    where TRow : class, IRegisterRow<TRow>;

/// <summary>The tables of every kind.</summary>
public static class RegisterTables
{
    private const char Between = '\u001f';

    public static readonly RegisterTable<TownshipRow> Townships = new(RegisterShape.Of(RegisterKind.Townships),
        row => Join(row.TownshipCode, row.Name), null, (copy, row, _) =>
        {
            copy.Write(row.TownshipCode);
            copy.Write(row.Name);
        });

    public static readonly RegisterTable<SchoolRow> Schools = new(RegisterShape.Of(RegisterKind.Schools),
        row => Join(row.SchoolCode, row.Name, row.TownshipCode, row.SchoolKind.Code(), row.Ownership.Code(), row.Locality?.Code()), null, (copy, row, _) =>
        {
            copy.Write(row.SchoolCode);
            copy.Write(row.Name);
            copy.Text(row.TownshipCode);
            copy.Code(row.SchoolKind);
            copy.Code(row.Ownership);
            copy.Code(row.Locality);
        });

    public static readonly RegisterTable<PopulationRow> Population = new(RegisterShape.Of(RegisterKind.Population),
        row => Join(row.Name, row.HouseholdTownship, row.ResidenceTownship, row.Residence.Code(), row.Status.Code(), row.GuardianName, row.GuardianPhone, row.Address),
        row => IdentityFacet.OfPerson(row.IdNumber, row.Name, row.GuardianName, row.GuardianPhone, row.Address), (copy, row, child) =>
        {
            copy.Write(child, NpgsqlDbType.Uuid);
            copy.Write(row.BirthDate, NpgsqlDbType.Date);
            copy.Text(row.HouseholdTownship);
            copy.Write(row.ResidenceTownship);
            copy.Code(row.Residence);
            copy.Code(row.Status);
        });

    public static readonly RegisterTable<EnrolmentRow> Enrolment = new(RegisterShape.Of(RegisterKind.Enrolment),
        row => Join(row.StudentNumber, row.Name, row.SchoolCode, Digit(row.Grade), row.Class, row.Status.Code(), Day(row.StatusOn), row.StudyMode?.Code()),
        row => IdentityFacet.OfStudent(row.IdNumber, row.Name, row.StudentNumber), (copy, row, child) =>
        {
            copy.Write(child, NpgsqlDbType.Uuid);
            copy.Write(row.SchoolCode);
            copy.Write((short)row.Grade, NpgsqlDbType.Smallint);
            copy.Text(row.Class);
            copy.Code(row.Status);
            copy.Date(row.StatusOn);
            copy.Code(row.StudyMode);
        });

    public static readonly RegisterTable<DisabilityRow> Disability = new(RegisterShape.Of(RegisterKind.Disability),
        row => Join(row.Category.Code(), Digit(row.Level), row.CertificateNumber, Day(row.CertifiedOn)),
        row => IdentityFacet.OfDisability(row.IdNumber, row.CertificateNumber), (copy, row, child) =>
        {
            copy.Write(child, NpgsqlDbType.Uuid);
            copy.Code(row.Category);
            copy.Write((short)row.Level, NpgsqlDbType.Smallint);
            copy.Date(row.CertifiedOn);
        });

    public static readonly RegisterTable<LeftBehindRow> LeftBehind = new(RegisterShape.Of(RegisterKind.LeftBehind),
        row => Join(Flag(row.FatherAway), Flag(row.MotherAway), Flag(row.OtherParentCapable),
            row.MonthsAway?.ToString(System.Globalization.CultureInfo.InvariantCulture), row.Caregiver?.Code(), Day(row.SurveyedOn)),
        row => IdentityFacet.OfNumber(row.IdNumber), (copy, row, child) =>
        {
            copy.Write(child, NpgsqlDbType.Uuid);
            copy.Write(row.FatherAway, NpgsqlDbType.Boolean);
            copy.Write(row.MotherAway, NpgsqlDbType.Boolean);
            copy.Write(row.OtherParentCapable, NpgsqlDbType.Boolean);
            if (row.MonthsAway is { } months) copy.Write(months, NpgsqlDbType.Numeric);
            else copy.WriteNull();
            copy.Code(row.Caregiver);
            copy.Date(row.SurveyedOn);
        });

    public static readonly RegisterTable<AssistanceRow> Assistance = new(RegisterShape.Of(RegisterKind.Assistance),
        row => Join(row.Category.Code(), Day(row.From), Day(row.Until)),
        row => IdentityFacet.OfNumber(row.IdNumber), (copy, row, child) =>
        {
            copy.Write(child, NpgsqlDbType.Uuid);
            copy.Code(row.Category);
            copy.Date(row.From);
            copy.Date(row.Until);
        });

    public static readonly RegisterTable<AbsenceRow> Absence = new(RegisterShape.Of(RegisterKind.Absence),
        row => Join(Day(row.Date), row.AbsenceKind.Code()),
        row => IdentityFacet.OfNumber(row.IdNumber), (copy, row, child) =>
        {
            copy.Write(child, NpgsqlDbType.Uuid);
            copy.Date(row.Date);
            copy.Code(row.AbsenceKind);
        });

    private static string Join(params ReadOnlySpan<string?> values) => string.Join(Between, values);

    private static string? Day(DateOnly? day) => day?.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);

    private static string Digit(int digit) => digit.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Flag(bool yes) => yes ? "1" : "0";

    private static void Text(this NpgsqlBinaryImporter copy, string? text)
    {
        if (text is null) copy.WriteNull();
        else copy.Write(text);
    }

    private static void Date(this NpgsqlBinaryImporter copy, DateOnly? day)
    {
        if (day is { } on) copy.Write(on, NpgsqlDbType.Date);
        else copy.WriteNull();
    }

    private static void Code<T>(this NpgsqlBinaryImporter copy, T? code) where T : struct, Enum
    {
        if (code is { } value) copy.Write(Convert.ToInt16(value, System.Globalization.CultureInfo.InvariantCulture), NpgsqlDbType.Smallint);
        else copy.WriteNull();
    }

    private static void Code<T>(this NpgsqlBinaryImporter copy, T code) where T : struct, Enum => copy.Code((T?)code);
}
