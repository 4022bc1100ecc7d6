using System.Text.Json.Serialization;
using Balance.Cases.Domain.Standings;

namespace Balance.Cases.Domain.Students;

/// <summary>
/// One at-risk student as its file stands: the entries with their corrections. Everything else is derived from them, so a late or
/// corrected entry means the same everywhere. Never changed in place.
/// </summary>
/// <param name="Id">The random id that the vault allotted; no name and no number is known here.</param>
/// <param name="Entries">In order of recording.</param>
public sealed partial record Student(Guid Id, IReadOnlyList<Entry> Entries)
{
    /// <summary>The state after one more event.</summary>
    /// <param name="current">The state before; null for the first event.</param>
    /// <param name="id">The stream's id.</param>
    /// <param name="version">Stream version of the event: its order within one day.</param>
    /// <param name="happened">The event.</param>
    /// <exception cref="InvalidOperationException">The event is of a type that this state does not know.</exception>
    public static Student Evolve(Student? current, Guid id, long version, StudentEvent happened)
    {
        IReadOnlyList<Entry> before = current?.Entries ?? [];
        var entry = new Entry(happened, version);
        return happened switch
        {
            EntryCorrected or EntryWithdrawn or FileMerged => new Student(id, Corrections.Apply([.. before, entry])),
            CaseOpened or ConcernRaised or ConcernWithdrawn or CaseClosed or CaseReopened
                or DropoutSuspected or SuspicionWithdrawn or SuspicionVerified or AbsenceReported
                or DropoutConfirmed or PersuasionAssigned or PersuasionVisitLogged or WrittenReportFiled or PersuasionEscalated or LegalStepTaken
                or StudentReturned or ReturnConfirmed or AttendanceChecked
                or DisabilityRegistered or NeedsAssessed or PlacementDecided or PlacementContested or PlacementEnded
                or EducationPlanAdopted or EducationPlanReviewed or EducationPlanEnded
                or HomeTeachingScheduled or HomeTeachingSessionDelivered or HomeTeachingSessionMissed or RehabilitationReferred or RehabilitationAnswered
                or ResourceCentreAsked or ResourceCentreAnswered
                or GuardianshipRecorded or ParentContactLogged or CarePlanAdopted or CareVisitLogged or GuardianAdmonished
                or HarmReported or ProtectionStepTaken or HarmSettled or MandatoryReportFiled
                or SchoolPlaceSecured or FeeComplaintFiled or FeeComplaintAnswered or TransitionHandedOver or TransitionAnswered
                or StudentTransferred or TransferAccepted or TransferReturned or CaseReceived
                or AidGranted or LivingRecorded or LearningSupportPlanned or LearningSupportReviewed or MentalHealthScreened or InterventionLogged
                or NoteAdded or EvidenceAttached or DocumentIssued or DocumentServed or DutyEscalated or IdentityErased or IdentityNumberCorrected or HistoryReceived => new Student(id, [.. before, entry]),
            _ => throw new InvalidOperationException($"A student's file knows no event of type {happened.GetType().Name}."),
        };
    }

    /// <summary>Stream version of the last entry: the version that a decision has seen.</summary>
    [JsonIgnore]
    public long LastVersion => Entries.Count == 0 ? 0 : Entries[^1].Order;

    /// <summary>The entry of that name, standing or not; null: there is none.</summary>
    public Entry? Find(Guid entry) => Entries.FirstOrDefault(recorded => recorded.Id == entry);

    /// <summary>Entries that stand, in the order in which they happened (on one day: in that of recording).</summary>
    [JsonIgnore]
    public IReadOnlyList<Entry> Effective =>
        [.. Entries.Where(entry => entry.Stands).OrderBy(entry => entry.Happened.OccurredOn).ThenBy(entry => entry.Order)];

    /// <summary>The dated steps that <see cref="Standing"/> is folded from.</summary>
    [JsonIgnore]
    public IReadOnlyList<DatedStep> Steps => StepLog.StepsOf(Entries);

    /// <summary>Where the child stands on a day.</summary>
    /// <param name="day">A day of the world.</param>
    /// <param name="rolls">Every roll of the county with the child's status on each.</param>
    public Standing StandingOn(DateOnly day, IEnumerable<RollMark> rolls) => Standing.On(day, Steps, rolls);

    /// <summary>The file with only what had happened by the end of a day.</summary>
    internal Student By(DateOnly day) => new(Id, [.. Entries.Where(entry => entry.Happened.OccurredOn <= day)]);

    /// <summary>The file as it is known now, with only what was recorded before an entry.</summary>
    internal Student Before(Entry entry) => new(Id, [.. Entries.Where(other => other.Order < entry.Order)]);

    /// <summary>The file as it is known now, all but an entry.</summary>
    internal Student Without(Entry entry) => new(Id, [.. Entries.Where(other => other.Id != entry.Id)]);

    /// <summary>Events that stand and are of one kind, in the order in which they happened.</summary>
    private IEnumerable<(Entry Entry, T Happened)> All<T>() where T : StudentEvent =>
        from entry in Effective
        where entry.Happened is T
        select (entry, (T)entry.Happened);
}
