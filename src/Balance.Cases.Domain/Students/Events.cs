using System.Text.Json.Serialization;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students;

/// <summary>One piece of evidence that screening found.</summary>
/// <param name="Reason">The rule that holds.</param>
/// <param name="Register">The register that shows it.</param>
/// <param name="Import">The import whose rows were compared, the latest of the snapshot.</param>
/// <param name="Row">The row that shows it; null where the evidence is that no row does.</param>
/// <param name="SnapshotOn">The date of the snapshot.</param>
public sealed record Evidence(SuspicionReason Reason, RegisterKind Register, Guid? Import, int? Row, DateOnly? SnapshotOn);

/// <summary>The stream begins: the child is followed for this concern.</summary>
public sealed record CaseOpened(Concern Concern, SealedText? Note) : StudentEvent;

/// <summary>A further concern about a child already followed.</summary>
public sealed record ConcernRaised(Concern Concern, SealedText? Note) : StudentEvent
{
    /// <summary>Day by which somebody is to act, since the child came from another county in a crisis of its mental health; null: it did not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? FollowUpBy { get; init; }
}

/// <summary>A concern has ended, or was none.</summary>
public sealed record ConcernWithdrawn(Concern Concern, SealedText? Note) : StudentEvent;

/// <summary>疑似: screening or a counselor found reason to believe that the child is out of school.</summary>
/// <param name="Evidence">Every reason that held, each with what shows it.</param>
/// <param name="Pack">Pack and version whose thresholds judged.</param>
public sealed record DropoutSuspected(IReadOnlyList<Evidence> Evidence, string Pack) : StudentEvent;

/// <summary>Positive evidence ended the open suspicion: on a later roll as enrolled, or present in a later absence file.</summary>
public sealed record SuspicionWithdrawn(Evidence Evidence) : StudentEvent;

/// <summary>核查: what an officer found out about a suspected child.</summary>
/// <param name="Until">Last day on which the finding stands; null where it stands for good or until the next 31 August.</param>
public sealed record SuspicionVerified(Finding Finding, DateOnly? Until, SealedText? Proof) : StudentEvent;

/// <summary>A counselor reports that a child has stopped coming.</summary>
/// <param name="AbsentSince">First school day missed.</param>
public sealed record AbsenceReported(DateOnly AbsentSince, SealedText? Note) : StudentEvent;

/// <summary>辍学 confirmed, on the day it happened.</summary>
/// <param name="School">学校标识码 of the school left; null: that of the child's latest roll row by then.</param>
/// <param name="Grade">Grade left, 1-9; null likewise.</param>
public sealed record DropoutConfirmed(DropoutReason Reason, string? School, int? Grade, SealedText? Note) : StudentEvent;

/// <summary>Persuasion was given to an officer of a level, due on a day.</summary>
public sealed record PersuasionAssigned(Level Level, string Officer, DateOnly Due) : StudentEvent;

/// <summary>劝返 visit, whoever went.</summary>
/// <param name="PromisedOn">Day on which the guardian promised the child's return.</param>
public sealed record PersuasionVisitLogged(Level Level, VisitOutcome? Outcome, DateOnly? PromisedOn, SealedText? Who, SealedText? Note) : StudentEvent;

/// <summary>书面报告 upward (未成年人保护法 §28).</summary>
public sealed record WrittenReportFiled(ReportAddressee To, string? Number, SealedText? Note) : StudentEvent;

/// <summary>Persuasion in vain: the next level takes over.</summary>
public sealed record PersuasionEscalated(Level FromLevel, Level ToLevel, SealedText? Why) : StudentEvent;

/// <summary>A rung of the legal ladder.</summary>
public sealed record LegalStepTaken(LegalStep Step, string? Number, DateOnly? ServedOn, DateOnly? Deadline, SealedText? Note) : StudentEvent;

/// <summary>复学, on the day the child was back.</summary>
public sealed record StudentReturned(ReturnPlacement Placement, string? School, int? Grade, SealedText? Proof) : StudentEvent;

/// <summary>Another officer, of an office above, confirms the return; without it no closing.</summary>
/// <param name="Return">The entry confirmed.</param>
public sealed record ReturnConfirmed(Guid Return, SealedText? Note) : StudentEvent;

/// <summary>到校核验 after a return.</summary>
public sealed record AttendanceChecked(AttendanceResult Result, SealedText? Note) : StudentEvent;

/// <summary>安置 of a disabled child.</summary>
public sealed record PlacementDecided(Placement Placement, string? School, SealedText? Note) : StudentEvent
{
    /// <summary>Last day of a deferral (缓学).</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The assessment that it rests on.</summary>
    public Guid? Assessment { get; init; }
}

/// <summary>个别化教育计划 adopted.</summary>
/// <param name="ReviewOn">Day by which it is to be reviewed.</param>
public sealed record EducationPlanAdopted(DateOnly? ReviewOn, SealedText? Note) : StudentEvent
{
    /// <summary>What the child can do now, and its strengths.</summary>
    public SealedText? LevelNow { get; init; }

    /// <summary>Long-term goals and the measurable short-term ones that serve them; null: a ledger told only that there is a plan.</summary>
    public IReadOnlyList<PlanGoal>? Goals { get; init; }

    /// <summary>Services with frequency, length, place and who.</summary>
    public IReadOnlyList<PlanService>? Services { get; init; }

    /// <summary>Who took part.</summary>
    public SealedText? Participants { get; init; }

    /// <summary>The guardian has signed.</summary>
    public bool? GuardianSigned { get; init; }
}

/// <summary>送教上门 session given.</summary>
/// <param name="Hours">Lesson hours.</param>
public sealed record HomeTeachingSessionDelivered(decimal Hours, SealedText? Note) : StudentEvent
{
    /// <summary>Account name of the main teacher.</summary>
    public string? MainTeacher { get; init; }

    /// <summary>Account name of the assisting one.</summary>
    public string? AssistantTeacher { get; init; }

    /// <summary>When it began, by the clock on the wall.</summary>
    public TimeOnly? StartedAt { get; init; }

    /// <summary>Numbers of the plan's goals that were worked on.</summary>
    public IReadOnlyList<int>? Goals { get; init; }

    /// <summary>What the child did (表现).</summary>
    public SealedText? Performance { get; init; }

    /// <summary>The guardian has signed.</summary>
    public bool? GuardianSigned { get; init; }

    /// <summary>The missed session that it makes up for.</summary>
    public Guid? MakesUp { get; init; }
}

/// <summary>关爱走访 of a child left behind or in hardship.</summary>
public sealed record CareVisitLogged(SealedText? Note) : StudentEvent
{
    /// <summary>The programme under which somebody went.</summary>
    public CareProgramme? Programme { get; init; }
}

/// <summary>资助 granted.</summary>
/// <param name="Scheme">Name of the scheme; may be empty.</param>
/// <param name="Yuan">Amount in yuan.</param>
public sealed record AidGranted(string Scheme, decimal? Yuan, SealedText? Note) : StudentEvent
{
    /// <summary>The group by which the child is entitled.</summary>
    public AidGroup? Group { get; init; }

    /// <summary>The term that it is for, such as <c>2026-1</c>: school year and first or second term.</summary>
    public string? Term { get; init; }
}

/// <summary>强制报告 made at once (未成年人保护法 §11).</summary>
public sealed record MandatoryReportFiled(string To, string? Number, SealedText? Signs) : StudentEvent
{
    /// <summary>The entry that raised the duty; null: all that was to be reported then, or, with signs listed, what no entry shows.</summary>
    public Guid? About { get; init; }

    /// <summary>Which of the law's signs were seen; not null, it tells of a harm.</summary>
    public IReadOnlyList<ReportSign>? Listed { get; init; }
}

/// <summary>A note, sealed.</summary>
public sealed record NoteAdded(SealedText Text) : StudentEvent;

/// <summary>An earlier entry was wrong; this is how it should have been entered.</summary>
/// <param name="Wrong">The entry corrected.</param>
/// <param name="Right">The entry as it should have been: same kind, same entry id.</param>
public sealed record EntryCorrected(Guid Wrong, StudentEvent Right, SealedText Why) : StudentEvent;

/// <summary>An earlier entry should never have been made.</summary>
public sealed record EntryWithdrawn(Guid Wrong, SealedText Why) : StudentEvent;

/// <summary>销号: the last concern has ended.</summary>
public sealed record CaseClosed(SealedText Why) : StudentEvent;

/// <summary>The case is open again, by relapse or because it was closed wrongly.</summary>
public sealed record CaseReopened(SealedText? Why) : StudentEvent;

/// <summary>The child's identity number was wrong or not known; the vault has the right one now. No number stands here.</summary>
public sealed record IdentityNumberCorrected(SealedText Why) : StudentEvent;

/// <summary>Two files proved to be one child's: the entries of the other one follow, named and dated as they were made.</summary>
/// <param name="Other">The file that they came from; it ends by <see cref="FileMerged"/>.</param>
/// <param name="Count">How many of the entries after this one they are.</param>
public sealed record HistoryReceived(Guid Other, int Count, SealedText Why) : StudentEvent;

/// <summary>This file proved to be another child's file: its entries stand there from now on and count here as never entered.</summary>
/// <param name="Into">The file that has them.</param>
public sealed record FileMerged(Guid Into, SealedText Why) : StudentEvent;

/// <summary>Who this child is was erased (个人信息保护法 §47); counts, chain and rates stay.</summary>
public sealed record IdentityErased(string Basis) : StudentEvent;
