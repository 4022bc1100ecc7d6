using System.Globalization;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Documents;

/// <summary>The two ledgers, column by column. They go out in Chinese, whatever the language of the screen; numbers that are identity are masked as in every list.</summary>
public static class LedgerForms
{
    // In place of a name that was erased, on what goes out in Chinese.
    internal const string Erased = "（身份已删除）";

    /// <summary>控辍保学工作台账: whoever was suspected or out, closed cases too (销号日).</summary>
    public static LedgerForm Dropout { get; } = new(DocumentKind.DropoutLedger, "dropout_ledger", "年龄：周岁；劝返次数：次",
    [
        new("学籍号", 20, child => IdentityNumber.Masked(child.Person?.StudentNumber ?? "")),
        new("姓名", 8, Name),
        new("性别", 5, child => child.Person?.Sex?.Chinese()),
        new("年龄", 5, child => child.Person?.BirthDate is { } born ? AgeOn(born, child.On) : null),
        new("学校", 12, child => child.Unit(child.Place.School ?? child.Last<DropoutConfirmed>()?.School)),
        new("年级", 5, child => child.Place.Grade ?? child.Last<DropoutConfirmed>()?.Grade),
        new("户籍乡镇", 8, child => child.Unit(child.Registered.Household)),
        new("疑似来源", 10, Source),
        new("核查结果", 9, child => child.Last<SuspicionVerified>()?.Finding.Chinese()),
        new("核查人/日期", 13, child => child.Last<SuspicionVerified>() is { } found ? Joined(child.Officer(found.By.User), Day(found.OccurredOn)) : null),
        new("辍学日期", 11, child => child.Student.Dropout?.Happened.OccurredOn),
        new("原因", 8, child => child.Last<DropoutConfirmed>()?.Reason.Chinese()),
        new("去向", 8, Whereto),
        new("七长责任人", 14, Answerable),
        new("劝返次数", 5, child => child.Student.Visits.Count),
        new("末次劝返", 13, child => child.Student.LastVisit is { } visit ? Joined(Day(visit.OccurredOn), visit.Outcome?.Chinese()) : null),
        new("书面报告文号", 14, child => Joined(child.All<WrittenReportFiled>().Select(report => report.Number))),
        new("法律文书", 14, child => Joined(child.All<LegalStepTaken>().Select(step => $"{step.Step.Chinese()} {step.Number}".Trim()))),
        new("复学日期", 11, child => Back(child)?.OccurredOn),
        new("复学学校", 12, child => child.Unit(Back(child)?.School)),
        new("安置方式", 7, child => Back(child)?.Placement.Chinese()),
        new("台账状态", 11, child => child.Summary.Status.Chinese()),
        new("销号日", 11, child => child.Student.IsClosed ? child.Last<CaseClosed>()?.OccurredOn : null),
    ],
    _ => true, student => student.WasSuspected || student.Dropout is not null || student.ConcernsOnFile.Contains(Concern.DropoutRisk));

    /// <summary>留守儿童台账: whoever is followed as left behind, by the fields of the register form of 2016.</summary>
    public static LedgerForm LeftBehind { get; } = new(DocumentKind.LeftBehindLedger, "left_behind_ledger", "外出时间：月；资助：元",
    [
        new("姓名", 8, Name),
        new("性别", 5, child => child.Person?.Sex?.Chinese()),
        new("民族", 5),
        new("出生日期", 11, child => child.Person?.BirthDate),
        new("身份证号", 20, child => child.Person?.MaskedNumber),
        new("是否登记户口", 7, IsRegistered),
        new("户籍地", 8, child => child.Unit(child.Registered.Household)),
        new("现居地", 14, Home),
        new("健康状况", 9, Health),
        new("是否寄宿", 5, Boards),
        new("就学情况", 14, Schooling),
        new("祖（外祖）父母", 10),
        new("监护人及电话", 14, child => Joined(child.Person?.GuardianName, child.Person?.GuardianPhone)),
        new("父母出生、务工地、身份证", 14),
        new("外出情况", 12, Away),
        new("委托监护人", 14, Carer),
        new("监护类型", 9, child => child.Student.Guardianship?.Caregiver.Chinese()),
        new("经济来源", 8),
        new("救助帮扶", 14, Help),
        new("监护评估", 5, child => child.Student.Guardianship?.Quality?.Chinese()),
        new("末次父母联系", 11, child => child.Student.LastContactOn),
        new("末次关爱走访", 11, child => child.Student.LastCareVisit?.OccurredOn),
    ],
    summary => summary.Concerns.Contains(Concern.LeftBehind), student => student.Concerns.Contains(Concern.LeftBehind));

    private static string? Name(LedgerChild child) => child.Person is { } person ? person.Name : Erased;

    private static int AgeOn(DateOnly born, DateOnly day) => day.Year - born.Year - (born.AddYears(day.Year - born.Year) > day ? 1 : 0);

    private static string? Source(LedgerChild child)
    {
        var reasons = child.Student.Effective.Select(entry => entry.Happened switch
        {
            DropoutSuspected suspected => suspected.Evidence.Select(piece => piece.Reason),
            AbsenceReported => [SuspicionReason.Reported],
            _ => Enumerable.Empty<SuspicionReason>(),
        }).LastOrDefault(reasons => reasons.Any());
        return Joined(reasons?.Distinct().Select(reason => reason.Chinese()) ?? []);
    }

    // Where a child went is what verification found, where that says so; who is back is where the return says.
    internal static string? Whereto(LedgerChild child) => child.Last<SuspicionVerified>()?.Finding is { } finding
        && finding is Finding.StudyingElsewhere or Finding.MovedAway or Finding.Emigrated or Finding.Deceased or Finding.Missing ? finding.Chinese() : null;

    private static string? Answerable(LedgerChild child) => Joined(child.Student.SinceDropout.Select(entry => entry.Happened).OfType<PersuasionAssigned>()
        .GroupBy(given => given.Level).OrderByDescending(level => level.Key).Select(level => $"{level.Key.Chinese()} {child.Officer(level.Last().Officer)}".Trim())
        .Append(child.Person?.GuardianName is { Length: > 0 } guardian ? $"家长 {guardian}" : null));

    private static StudentReturned? Back(LedgerChild child) => child.Student.Return?.Happened as StudentReturned;

    internal static string? IsRegistered(LedgerChild child) => child.Registered.Household is null ? null : YesNo.Yes.Chinese();

    internal static string? Home(LedgerChild child) => Joined(child.Unit(child.Registered.Lives), child.Person?.Address);

    // What was registered of the child itself is newer than a register's row.
    internal static string? Health(LedgerChild child) => child.Student.Registration?.Happened is DisabilityRegistered own ? $"{own.Category.Chinese()}{own.DisabilityLevel}级"
        : child.Registered is { Disability: { } category, DisabilityLevel: { } level } ? $"{category.Chinese()}{level}级" : null;

    internal static string? Boards(LedgerChild child) =>
        (child.Student.Living.Boards ?? (child.Registered.Mode is { } mode ? mode == StudyMode.Boarding : null)) is { } boards ? (boards ? YesNo.Yes : YesNo.No).Chinese() : null;

    internal static string? Carer(LedgerChild child) => Joined(child.Carer, child.Student.Guardianship?.Delegation.Chinese());

    internal static string? Schooling(LedgerChild child)
    {
        var place = child.Place;
        return Joined(child.Unit(place.School), place.Grade is { } grade ? string.Create(CultureInfo.InvariantCulture, $"{grade} 年级{(place.Class is null ? "" : $" {place.Class} 班")}") : null, child.Registered.Roll?.Chinese());
    }

    // The words of the definition (国发〔2016〕13号).
    internal static string? Away(LedgerChild child)
    {
        var (father, mother) = (child.Registered.FatherAway ?? false, child.Registered.MotherAway ?? false);
        var who = (father, mother) switch
        {
            (true, true) => "父母双方外出",
            (false, false) => null,
            _ => (father ? "父亲外出" : "母亲外出") + (child.Registered.OtherCapable == false ? "，另一方无监护能力" : ""),
        };
        return Joined(who, child.Registered.MonthsAway is { } months ? months.ToString("0.##", CultureInfo.InvariantCulture) + " 个月" : null);
    }

    internal static string? Help(LedgerChild child) => Joined(child.All<AidGranted>()
        .Select(aid => $"{(aid.Scheme.Length == 0 ? "资助" : aid.Scheme)} {aid.Yuan?.ToString("0.##", CultureInfo.InvariantCulture)}".Trim())
        .Prepend(child.Student.CarePlan?.Programme.Chinese()));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Joined(params IEnumerable<string?> parts) => string.Join("；", parts.Where(part => !string.IsNullOrWhiteSpace(part)).Select(part => part!.Trim()).Distinct());
}
