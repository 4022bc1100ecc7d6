using System.Text.Json.Serialization;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students;

/// <summary>A sign that the law wants reported at once, and that somebody has still to be told of.</summary>
/// <param name="About">The entry that shows it.</param>
/// <param name="Since">The day on which it was seen.</param>
/// <param name="To">Who has still to be told of it.</param>
/// <param name="By">The level that answers for it: that of whoever saw it, or the county where another county has the child.</param>
/// <param name="Part">The restricted part that it tells of.</param>
public sealed record ReportDue(Guid About, DateOnly Since, IReadOnlyList<ReportedTo> To, Level By, RestrictedPart? Part);

/// <summary>A harm that was reported, with what was done about it.</summary>
/// <param name="Settled">How it ended; null: it has not.</param>
public sealed record HarmMatter(Entry Entry, HarmReported Happened, IReadOnlyList<ProtectionStepTaken> Steps, HarmSettled? Settled, IReadOnlyList<ReportedTo> Told)
{
    /// <summary>Its entry's name.</summary>
    public Guid Id => Entry.Id;
}

public sealed partial record Student
{
    /// <summary>Every sign is told to the police and to the education bureau (未成年人保护法 §11, §39).</summary>
    private static readonly ReportedTo[] ToBeTold = [ReportedTo.Police, ReportedTo.Education];

    /// <summary>监护情况 recorded last.</summary>
    [JsonIgnore]
    public GuardianshipRecorded? Guardianship => All<GuardianshipRecorded>().LastOrDefault().Happened;

    /// <summary>关爱计划 adopted last, since the child is followed as left behind or in hardship; one of before has ended with the concern.</summary>
    [JsonIgnore]
    public CarePlanAdopted? CarePlan => new[] { Concern.LeftBehind, Concern.Hardship }.Select(FollowedBy).OfType<Entry>().MinBy(entry => entry.Order) is { } followed
        ? All<CarePlanAdopted>().LastOrDefault(plan => plan.Entry.Order > followed.Order).Happened : null;

    /// <summary>Followed for what care plans and care visits are for: left behind, or in hardship.</summary>
    [JsonIgnore]
    public bool IsCaredFor => Concerns.Any(concern => concern is Concern.LeftBehind or Concern.Hardship);

    /// <summary>关爱走访 made last.</summary>
    [JsonIgnore]
    public CareVisitLogged? LastCareVisit => All<CareVisitLogged>().LastOrDefault().Happened;

    /// <summary>When a parent who is away was in touch last.</summary>
    [JsonIgnore]
    public DateOnly? LastContactOn => All<ParentContactLogged>().LastOrDefault(contact => contact.Happened.Outcome == ContactOutcome.Reached).Happened?.OccurredOn;

    /// <summary>Every harm reported, with what became of it, in the order in which it happened.</summary>
    [JsonIgnore]
    public IReadOnlyList<HarmMatter> Harms =>
    [
        .. from harm in All<HarmReported>()
           select new HarmMatter(harm.Entry, harm.Happened,
               [.. All<ProtectionStepTaken>().Select(step => step.Happened).Where(step => step.Harm == harm.Entry.Id)],
               All<HarmSettled>().LastOrDefault(settled => settled.Happened.Harm == harm.Entry.Id).Happened,
               [.. ToldOf(harm.Entry)]),
    ];

    /// <summary>Harms whose matter has not ended.</summary>
    [JsonIgnore]
    public IReadOnlyList<HarmMatter> OpenHarms => [.. Harms.Where(harm => harm.Settled is null)];

    /// <summary>
    /// Signs that the law wants reported at once (未成年人保护法 §11) and of which not everybody has been told: a child found missing, harm, a child
    /// for whom nobody cares, a delegation refused, parents who refuse to be in touch or could not be reached beyond the days that they have, and what
    /// was reported without an entry that shows it. Only a report ends them, but that a parent who is in touch again is no longer missed.
    /// </summary>
    public IReadOnlyList<ReportDue> ReportsDue(PolicyPack pack)
    {
        var due = new List<ReportDue>();
        var hasLeft = Departed is not null;
        foreach (var entry in Signs(pack))
        {
            ReportedTo[] to = [.. ToBeTold.Except(ToldOf(entry))];
            if (to.Length > 0) due.Add(new(entry.Id, entry.Happened.OccurredOn, to, hasLeft ? Level.County : entry.Happened.By.Level, Restrictions.Of(entry.Happened)));
        }
        return due;
    }

    /// <summary>Entries that show what the law wants reported at once, whether or not it has been.</summary>
    internal IEnumerable<Entry> Signs(PolicyPack pack) => Effective.Where(entry => IsSign(entry, pack) && !IsInTouchAgain(entry));

    /// <summary>The day since when the child is followed for a concern; null: it is not.</summary>
    public DateOnly? FollowedSince(Concern concern) => FollowedBy(concern)?.Happened.OccurredOn;

    /// <summary>
    /// The entry by which the first act for a concern is owed: that which raised it, or by which the case came from another county, since what was done
    /// here before says nothing of what happened there; null: the child is not followed for it, or the act is on file since.
    /// </summary>
    internal Entry? Awaits(Concern concern, Predicate<StudentEvent> act)
    {
        if (FollowedBy(concern) is not { } followed) return null;
        var since = Entries.LastOrDefault(entry => entry is { Stands: true, Happened: CaseReceived } && entry.Order > followed.Order) ?? followed;
        return Effective.Any(entry => act(entry.Happened) && (entry.Order > since.Order || entry.Happened.OccurredOn >= since.Happened.OccurredOn)) ? null : since;
    }

    /// <summary>The last day of a concern that has ended, by itself or with the case; null: it has not, or there was none.</summary>
    internal DateOnly? EndedOn(Concern concern) => Concerns.Contains(concern) ? null
        : AsRecorded.LastOrDefault(happened => happened is CaseClosed || happened is ConcernWithdrawn ended && ended.Concern == concern)?.OccurredOn;

    private Entry? FollowedBy(Concern concern)
    {
        if (!Concerns.Contains(concern)) return null;
        Entry? by = null;
        foreach (var entry in Entries.Where(entry => entry.Stands))
            by = entry.Happened switch
            {
                CaseOpened opened when opened.Concern == concern => by ?? entry,
                ConcernRaised raised when raised.Concern == concern => by ?? entry,
                ConcernWithdrawn ended when ended.Concern == concern => null,
                _ => by,
            };
        return by;
    }

    private bool IsSign(Entry entry, PolicyPack pack) => entry.Happened switch
    {
        SuspicionVerified { Finding: Finding.Missing } => true,
        GuardianshipRecorded { Delegation: Delegation.Refused } or GuardianshipRecorded { Caregiver: Caregiver.None } => true,
        ParentContactLogged { Outcome: ContactOutcome.Refused } => true,
        ParentContactLogged { Outcome: ContactOutcome.NotReached } missed => missed.OccurredOn > By(missed.OccurredOn).ContactDueOn(pack, Before(entry).By(missed.OccurredOn).Guardianship?.ContactDays),
        _ => ShowsHarm(entry.Happened),
    };

    /// <summary>Harm was reported, or signs of it were told that no other entry shows.</summary>
    internal static bool ShowsHarm(StudentEvent? happened) => happened is HarmReported or MandatoryReportFiled { About: null, Listed: not null };

    /// <summary>The day by which a parent who is away is to be in touch next; null: the child is not followed as left behind.</summary>
    internal DateOnly? ContactDueOn(PolicyPack pack) => ContactDueOn(pack, Guardianship?.ContactDays);

    // What was agreed afterwards takes no sign away.
    private DateOnly? ContactDueOn(PolicyPack pack, int? agreed)
    {
        if (FollowedSince(Concern.LeftBehind) is not { } since) return null;
        var last = LastContactOn is { } contact && contact > since ? contact : since;
        return agreed is { } days ? last.AddDays(days) : pack.Due(last, judging => judging.Protection.ContactDays);
    }

    private bool IsInTouchAgain(Entry sign) => sign.Happened is ParentContactLogged && All<ParentContactLogged>().Any(contact =>
        contact.Happened.Outcome == ContactOutcome.Reached && IsAfter(contact.Entry, sign));

    private static bool IsAfter(Entry one, Entry other) => (one.Happened.OccurredOn, one.Order).CompareTo((other.Happened.OccurredOn, other.Order)) > 0;

    private IEnumerable<ReportedTo> ToldOf(Entry sign) =>
        from report in All<MandatoryReportFiled>()
        where Tells(report.Entry, report.Happened, sign) && Term.TryParse<ReportedTo>(report.Happened.To, out _)
        select Term.Parse<ReportedTo>(report.Happened.To);

    // A report that names no entry tells of what was known when it was made; each harm is told by its name.
    private static bool Tells(Entry entry, MandatoryReportFiled report, Entry sign) =>
        report.About is { } about ? about == sign.Id : entry.Id == sign.Id || sign.Happened is not HarmReported && IsAfter(entry, sign);
}
