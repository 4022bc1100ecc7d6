using System.Text.Json.Serialization;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students;

public sealed partial record Student
{
    /// <summary>
    /// Which resource centre holds the child, and which is asked to. To hand over is an act of the office: the order of recording decides. It ends
    /// with the concern, the case, a placement that is followed by none, and a move to another county.
    /// </summary>
    [JsonIgnore]
    public CentreStand Centre
    {
        get
        {
            if (!Concerns.Contains(Concern.Disability)) return CentreStand.None;
            var stand = CentreStand.None;
            foreach (var entry in Entries.Where(entry => entry.Stands))
                stand = entry.Happened switch
                {
                    ResourceCentreAsked => stand with { Asked = entry, Unanswered = null },
                    ResourceCentreAnswered answer when answer.Handover == stand.Asked?.Id => After(stand, entry, answer.Answer),
                    PlacementEnded { Reason: not PlacementEnd.PlacedAnew } or ConcernWithdrawn { Concern: Concern.Disability } or CaseClosed => CentreStand.None,
                    TransferAccepted accepted when Find(accepted.Transfer)?.Happened is StudentTransferred { Reach: TransferReach.ToOtherCounty } => CentreStand.None,
                    _ => stand,
                };
            return stand;
        }
    }

    /// <summary>Codes of the centres that never answered a handover, by the day on which the clock took it back.</summary>
    [JsonIgnore]
    public IReadOnlyList<(DateOnly On, string Centre)> UnansweredByCentres =>
    [
        .. from answer in All<ResourceCentreAnswered>()
           where answer.Happened.Answer == CentreAnswer.NeverAnswered && Find(answer.Happened.Handover)?.Happened is ResourceCentreAsked
           select (answer.Happened.OccurredOn, ((ResourceCentreAsked)Find(answer.Happened.Handover)!.Happened).Centre),
    ];

    private static CentreStand After(CentreStand stand, Entry entry, CentreAnswer answer) => answer switch
    {
        CentreAnswer.Accepted => new(stand.Asked, null, null),
        CentreAnswer.NeverAnswered => stand with { Asked = null, Unanswered = entry },
        _ => stand with { Asked = null },
    };
}
