using System.Text.Json.Serialization;
using Balance.Cases.Domain.Calendar;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Packs;

/// <summary>The document that a pack was made from.</summary>
public sealed record PolicyDocument(string Title, string Number, DateOnly IssuedOn, string File);

/// <summary>From when on screening suspects (indicators.md, «Screening»).</summary>
/// <param name="AbsenceRunSchoolDays">Length of a run of unexcused absence, in school days.</param>
/// <param name="AbsenceFileAgeDays">Age of the latest absence file up to which it still speaks, in days.</param>
/// <param name="SuspensionDays">Days of suspension (休学) beyond which it is overdue.</param>
public sealed record Thresholds(Ruled AbsenceRunSchoolDays, Ruled AbsenceFileAgeDays, Ruled SuspensionDays);

/// <summary>Until when something must have been done, in calendar days or school days as each says.</summary>
/// <param name="AbsenceVisitDays">From the first school day missed to a visit at home.</param>
/// <param name="AbsenceReportDays">From the first school day missed to a written report upward.</param>
/// <param name="VerificationDays">From suspicion to verification.</param>
/// <param name="SchoolDays">For persuasion by the school, from the dropout.</param>
/// <param name="TownshipDays">For persuasion by the township, from the escalation to it.</param>
/// <param name="CountyDays">For persuasion by the county, from the escalation to it.</param>
/// <param name="ConfirmationDays">From a return to its confirmation by another officer.</param>
/// <param name="CorrectionOrderDays">The deadline that a correction order sets the guardian.</param>
/// <param name="FailedVisits">Visits in vain after which the guardian is served notice (a number, not days).</param>
/// <param name="EscalationDays">Between one level and the next, where something overdue is taken up the dual line (双线责任).</param>
/// <param name="AbsenceVerifyDays">From the first school day missed to verification, at the latest: a child reported late is looked for at once.</param>
/// <param name="TermCheckDays">From the first day of a term to the screening of its roll.</param>
public sealed record Deadlines(
    Ruled AbsenceVisitDays, Ruled AbsenceReportDays, Ruled VerificationDays, Ruled SchoolDays, Ruled TownshipDays, Ruled CountyDays, Ruled ConfirmationDays,
    Ruled CorrectionOrderDays, Ruled FailedVisits, Ruled EscalationDays, Ruled AbsenceVerifyDays, Ruled TermCheckDays)
{
    /// <summary>Days that a level has for persuasion.</summary>
    public Ruled DaysOf(Level level) => level switch
    {
        Level.School => SchoolDays,
        Level.Township => TownshipDays,
        _ => CountyDays,
    };
}

/// <summary>To whom a level reports in writing before the next takes over (未成年人保护法 §28; 北票: both).</summary>
public sealed record ReportRule(ReportAddressee To, Ground Ground, string Source, string Quote, string? File = null) : IGrounded;

/// <summary>A pack that judged until a day (inclusive), before another took its place.</summary>
public sealed record Predecessor(PolicyPack Pack, DateOnly Until);

/// <summary>
/// The policy under which a county works: grade split, calendar, thresholds, deadlines, targets, each with its source. A readable file;
/// versioned, and kept by name and version with whatever it judged.
/// </summary>
public sealed record PolicyPack(
    string Name,
    int Version,
    string Title,
    PolicyDocument Document,
    IReadOnlyList<string> Counties,
    Ruled LastPrimaryGrade,
    Thresholds Thresholds,
    Deadlines Deadlines,
    ReportRule Report,
    Ladder Ladder,
    IReadOnlyList<Ruled> AttendanceCheckDays,
    DisabilityRules Disability,
    ProtectionRules Protection,
    MoveRules Moves,
    HelpRules Help,
    RetentionRule Retention,
    ReturnRules Returns,
    IReadOnlyList<PaperTitle> Papers,
    IReadOnlyList<CalendarYear> Calendar,
    string CalendarSource,
    IReadOnlyList<Target> Targets)
{
    /// <summary>Name and version, such as <c>national/1</c>: what an event keeps of the pack that judged it.</summary>
    [JsonIgnore]
    public string Id => $"{Name}/{Version}";

    /// <summary>The pack under which the county worked before this one; null: it began with this one.</summary>
    [JsonIgnore]
    public Predecessor? Before { get; init; }

    /// <summary>The pack in force on a day: what began under an earlier one is judged by it.</summary>
    public PolicyPack On(DateOnly day) => Before is { } before && day <= before.Until ? before.Pack.On(day) : this;

    /// <summary>Another takes its place from a day on; what was to come on that day or later falls away, and the same pack goes on as it is.</summary>
    public PolicyPack FollowedBy(PolicyPack next, DateOnly from)
    {
        var until = On(from.AddDays(-1));
        return until.Id == next.Id ? until : next with { Before = new(until, from.AddDays(-1)) };
    }

    /// <summary>The packs that are shipped, by name.</summary>
    public static IReadOnlyDictionary<string, PolicyPack> Shipped => Shelf.Packs;

    /// <summary>A shipped pack.</summary>
    /// <exception cref="InvalidPolicyPackException">None has that name, or its file breaks a rule.</exception>
    public static PolicyPack Load(string name) =>
        Shipped.TryGetValue(name, out var pack) ? pack : throw new InvalidPolicyPackException(name, 0, "no pack of this name is shipped");

    /// <summary>The pack that names a county's code, else <c>national</c>.</summary>
    public static PolicyPack For(string county) => Shipped.Values.FirstOrDefault(pack => pack.Counties.Contains(county)) ?? Load("national");

    /// <summary>Every number that it lays down, with its place in the file.</summary>
    [JsonIgnore]
    public IEnumerable<(string Path, Ruled Number)> Numbers => PackRules.Numbers(this);

    /// <summary>Everything that it lays down on some ground, those numbers among it, with its place in the file.</summary>
    [JsonIgnore]
    public IEnumerable<(string Path, IGrounded Rule)> Rules => PackRules.Grounded(this);

    /// <summary>School days of this pack.</summary>
    [JsonIgnore]
    public SchoolCalendar SchoolCalendar => new(Calendar);

    /// <summary>The last day on which something is in time, counted from a day as the pack of that day counts.</summary>
    public DateOnly Due(DateOnly from, Func<PolicyPack, Ruled> rule)
    {
        var judging = On(from);
        var days = rule(judging);
        return days.In == DayKind.School ? judging.SchoolCalendar.After(from, days) : from.AddDays(days);
    }

    /// <summary>Stage by grade (serves the dropout rate): 1-6 primary and 7-9 junior where grades are split 6-3; 1-5 and 6-9 where 5-4.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No grade from 1 to 9.</exception>
    public Stage StageOfGrade(int grade)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(grade, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(grade, 9);
        return grade <= LastPrimaryGrade.Value ? Stage.Primary : Stage.Junior;
    }

    /// <summary>Stage by age on 31 August (serves the enrolment rate): the same split, a child of six being in grade 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not of school age, 6 to 14.</exception>
    public Stage StageOfAge(int age)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(age, 6);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(age, 14);
        return age - 5 <= LastPrimaryGrade.Value ? Stage.Primary : Stage.Junior;
    }

    /// <summary>What a paper is headed.</summary>
    public string TitleOf(DocumentKind kind) => Papers.Single(paper => paper.Kind == kind).Title;

    /// <summary>The target that holds for a figure in a school year; of several the one set last, and one for the stage before one for both. Null: none is set.</summary>
    public Target? TargetFor(Measure measure, Stage? stage, int schoolYear) => Targets
        .Where(target => target.Measure == measure && (target.Stage is null || target.Stage == stage) && (target.FromYear ?? 0) <= schoolYear)
        .OrderByDescending(target => target.FromYear ?? 0).ThenByDescending(target => target.Stage is not null).FirstOrDefault();
}
