using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>
/// 接收外县个案: what another county sent is followed here from now on. The file begins or goes on with where it came from, and the child is followed
/// for what it was followed for there; a crisis of its mental health goes on, as what is found here does. The steps of before stay that county's: they are read in the history and count in no figure here.
/// </summary>
/// <param name="FromCounty">The county that sent it.</param>
/// <param name="Transfer">The entry there that is accepted.</param>
/// <param name="School">The school that has the child.</param>
/// <param name="History">Entries that come along.</param>
/// <param name="Sha256">Digest of the signed history.</param>
/// <param name="Stood">Where the case stood there.</param>
/// <param name="Concerns">What the child was followed for there.</param>
public sealed record ReceiveCase(
    DateOnly OccurredOn, string FromCounty, Guid Transfer, string School, int History, string Sha256, CaseStatus Stood, IReadOnlyList<Concern> Concerns) : StudentCommand(OccurredOn)
{
    // Numbers of the entries: its own, the reopening, then one a concern, and the crisis.
    private const int Reopened = 1, Followed = 2, Crisis = 20;

    /// <summary>The child was in a crisis of its mental health there, and what was done about it had not ended.</summary>
    public bool InCrisis { get; init; }

    internal override bool Opens => true;
    internal override bool WhileClosed => true;
    internal override bool WhileDeparted => true;

    internal override Decision On(Student student, DecisionContext context)
    {
        if (student.Entries.Any(entry => entry.Recorded is CaseReceived before && before.Transfer == Transfer)) return MoveRefusals.ReceivedBefore;
        return Decision.Of(
        [
            new CaseReceived(FromCounty, Transfer, School, History, Sha256, Stood) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By },
            .. student.IsClosed ? (IEnumerable<StudentEvent>)[new CaseReopened(null) { Entry = context.EntryId(Reopened), OccurredOn = OccurredOn, By = context.By }] : [],
            .. Concerns.Order().Except(student.ConcernsOnFile).Select((concern, nth) => Follow(student.OpenedOn is null && nth == 0, concern, context.EntryId(Followed + nth), context)),
            .. InCrisis ? (IEnumerable<StudentEvent>)[InCrisisHere(context)] : [],
        ]);
    }

    private ConcernRaised InCrisisHere(DecisionContext context) => new(Concern.MentalHealth, null)
    {
        Entry = context.EntryId(Crisis), OccurredOn = OccurredOn, By = context.By, FollowUpBy = context.Pack.Due(OccurredOn, judging => judging.Help.CrisisDays),
    };

    private StudentEvent Follow(bool isFirst, Concern concern, Guid entry, DecisionContext context) => isFirst
        ? new CaseOpened(concern, null) { Entry = entry, OccurredOn = OccurredOn, By = context.By }
        : new ConcernRaised(concern, null) { Entry = entry, OccurredOn = OccurredOn, By = context.By };
}
