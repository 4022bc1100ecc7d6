using System.Text.Json.Serialization;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students;

public sealed partial record Student
{
    /// <summary>The day on which the child's file was opened; null: it holds no opening.</summary>
    [JsonIgnore]
    public DateOnly? OpenedOn => AsRecorded.OfType<CaseOpened>().FirstOrDefault()?.OccurredOn;

    /// <summary>The file that has this one's entries, since both proved to be one child's; null: it stands for itself.</summary>
    [JsonIgnore]
    public Guid? MergedInto => Entries.Count > 0 && Entries[^1].Recorded is FileMerged merged ? merged.Into : null;

    /// <summary>销号 and not opened again. Closing is an act of the office: the order of recording decides. A merged file has no work left either.</summary>
    [JsonIgnore]
    public bool IsClosed => MergedInto is not null || AsRecorded.LastOrDefault(happened => happened is CaseClosed or CaseReopened) is CaseClosed;

    /// <summary>Why the child is followed now; none once the case is closed, those of before once it is opened again.</summary>
    [JsonIgnore]
    public IReadOnlyList<Concern> Concerns => IsClosed ? [] : ConcernsOnFile;

    /// <summary>Concerns raised and not withdrawn, whether or not the case is closed.</summary>
    [JsonIgnore]
    public IReadOnlyList<Concern> ConcernsOnFile
    {
        get
        {
            var open = new SortedSet<Concern>();
            foreach (var happened in AsRecorded)
                switch (happened)
                {
                    case CaseOpened opened: open.Add(opened.Concern); break;
                    case ConcernRaised raised: open.Add(raised.Concern); break;
                    case ConcernWithdrawn ended: open.Remove(ended.Concern); break;
                }
            return [.. open];
        }
    }

    /// <summary>Persuasion visits (劝返) ever made, in the order in which they happened.</summary>
    [JsonIgnore]
    public IReadOnlyList<PersuasionVisitLogged> Visits => [.. All<PersuasionVisitLogged>().Select(visit => visit.Happened)];

    /// <summary>The last persuasion visit.</summary>
    [JsonIgnore]
    public PersuasionVisitLogged? LastVisit => Visits.Count == 0 ? null : Visits[^1];

    /// <summary>The confirmed dropout with which the present or last absence from school began; null: there was none.</summary>
    [JsonIgnore]
    public Entry? Dropout
    {
        get
        {
            Entry? first = null;
            var back = false;
            foreach (var entry in Effective)
                if (entry.Happened is StudentReturned) back = true;
                else if (IsDropout(entry) && (first is null || back)) (first, back) = (entry, false);
            return first;
        }
    }

    /// <summary>What was done since that dropout, in the order in which it happened; everything, where no dropout is recorded.</summary>
    [JsonIgnore]
    public IReadOnlyList<Entry> SinceDropout
    {
        get
        {
            var from = Dropout;
            var effective = Effective;
            return from is null ? effective : [.. effective.SkipWhile(entry => entry.Id != from.Id)];
        }
    }

    /// <summary>
    /// The level that answers for the child now (双线责任): where persuasion was escalated to. History brings no escalations, so
    /// an imported visit also shows its level.
    /// </summary>
    [JsonIgnore]
    public Level Level => SinceDropout.Select(LevelOf).DefaultIfEmpty(Level.School).Max();

    /// <summary>The day since when that level answers: its escalation, else the dropout.</summary>
    [JsonIgnore]
    public DateOnly? LevelSince
    {
        get
        {
            var level = Level;
            return SinceDropout.Where(entry => level > Level.School && LevelOf(entry) == level)
                .Select(entry => (DateOnly?)entry.Happened.OccurredOn).FirstOrDefault() ?? Dropout?.Happened.OccurredOn;
        }
    }

    /// <summary>The highest rung of a legal ladder taken since the dropout, the last of several ways; null: none.</summary>
    public LegalStepTaken? LegalStepOn(Ladder ladder) => SinceDropout.Select(entry => entry.Happened).OfType<LegalStepTaken>()
        .Aggregate((LegalStepTaken?)null, (highest, step) => highest is null || ladder.RungOf(step.Step) >= ladder.RungOf(highest.Step) ? step : highest);

    /// <summary>On which rung of a legal ladder it stands since the dropout, from 1; 0: none is taken.</summary>
    public int RungReachedOn(Ladder ladder) => LegalStepOn(ladder) is { } step ? ladder.RungOf(step.Step) : 0;

    /// <summary>The correction order that went out last since the dropout, while no rung of its number is recorded, with the day on which it was served; null: none waits.</summary>
    public (DocumentIssued Order, DateOnly? ServedOn)? OpenOrderOn(Ladder ladder)
    {
        var since = SinceDropout;
        if (since.LastOrDefault(entry => entry.Happened is DocumentIssued { Kind: DocumentKind.CorrectionOrder }) is not { Happened: DocumentIssued order } issued) return null;
        var isPast = RungReachedOn(ladder) > ladder.RungOf(LegalStep.CorrectionOrder);
        if (isPast || since.Any(entry => entry.Happened is LegalStepTaken step && step.Number == order.Number)) return null;
        return (order, All<DocumentServed>().LastOrDefault(served => served.Happened.Document == issued.Id).Happened?.OccurredOn);
    }

    /// <summary>
    /// User names of those to whom the child is given now: for persuasion the last one of each level since the dropout, and who teaches it at
    /// home; nobody once the case is closed, or another county's.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<string> AssignedTo => IsClosed || Departed is not null ? [] :
        [.. SinceDropout.Select(entry => entry.Happened).OfType<PersuasionAssigned>().GroupBy(given => given.Level).Select(level => level.Last().Officer).Concat(HomeTeachers).Distinct()];

    /// <summary>The last return, whether or not it stands, if no dropout came after it.</summary>
    [JsonIgnore]
    public Entry? Return => Effective.LastOrDefault(entry => entry.Happened is StudentReturned || IsDropout(entry)) is { Happened: StudentReturned } last ? last : null;

    /// <summary>That return, while nobody of an office above has confirmed it.</summary>
    [JsonIgnore]
    public Entry? UnconfirmedReturn => Return is { } back && !All<ReturnConfirmed>().Any(confirmed => confirmed.Happened.Return == back.Id) ? back : null;

    /// <summary>Checks of attendance after that return, in the order in which they happened.</summary>
    [JsonIgnore]
    public IReadOnlyList<AttendanceChecked> ChecksSinceReturn =>
        Return is not { } back ? [] : [.. Effective.SkipWhile(entry => entry.Id != back.Id).Select(entry => entry.Happened).OfType<AttendanceChecked>()];

    /// <summary>The highest level that was told of a duty overdue; null: none.</summary>
    public Level? TakenUpTo(Duty duty) => All<DutyEscalated>().Where(told => told.Happened.Duty == duty.Kind && told.Happened.Due == duty.Until && told.Happened.Part == duty.Part)
        .Select(told => (Level?)told.Happened.ToLevel).Max();

    /// <summary>Who the child is was erased.</summary>
    [JsonIgnore]
    public bool IsErased => AsRecorded.Any(happened => happened is IdentityErased);

    private IEnumerable<StudentEvent> AsRecorded => Entries.Where(entry => entry.Stands).Select(entry => entry.Happened);

    private static Level LevelOf(Entry entry) => entry.Happened switch
    {
        PersuasionEscalated escalated => escalated.ToLevel,
        PersuasionVisitLogged { From: not null } visit => visit.Level,
        _ => Level.School,
    };

    private static bool IsDropout(Entry entry) => entry.Happened is DropoutConfirmed or SuspicionVerified { Finding: Finding.DroppedOut };
}
