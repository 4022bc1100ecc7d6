using System.Text.Json.Serialization;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students;

/// <summary>How far the handover 小升初 of a followed child is.</summary>
public enum TransitionStep
{
    [Term("未移交")] NotHandedOver,
    [Term("已移交")] HandedOver,
    [Term("已接收")] Received,
    [Term("已注册")] Registered,
    [Term("未报到")] NotArrived,
}

/// <summary>A child on a list 小升初: handed over, received, registered, or not arrived.</summary>
/// <param name="MissedOn">The day on which it was told that the child has not come.</param>
public sealed record HandedOn(DateOnly On, DateOnly? ReceivedOn, DateOnly? RegisteredOn, DateOnly? MissedOn)
{
    /// <summary>The child is the receiving school's, or has not come: what is known of it since is not for the school that sent it.</summary>
    public bool IsSettled => (RegisteredOn ?? MissedOn) is not null;
}

public sealed partial record Student
{
    /// <summary>小升初: the last handover, while the receiving school has neither registered the child nor said that it has not come.</summary>
    [JsonIgnore]
    public Entry? OpenHandOver => Effective.LastOrDefault(entry => entry.Happened is TransitionHandedOver) is { } handed
        && !All<TransitionAnswered>().Any(answer => answer.Happened.HandOver == handed.Id && answer.Happened.Answer != TransitionAnswer.Received) ? handed : null;

    /// <summary>The day on which the receiving school took that handover (已接收); null: it has not answered at all.</summary>
    [JsonIgnore]
    public DateOnly? HandOverReceivedOn => OpenHandOver is { } handed
        ? All<TransitionAnswered>().Where(answer => answer.Happened.HandOver == handed.Id).Select(answer => (DateOnly?)answer.Happened.OccurredOn).LastOrDefault() : null;

    /// <summary>How far the handover for a school year is, by the last one there was.</summary>
    /// <param name="schoolYear">First calendar year of the school year entered.</param>
    public TransitionStep TransitionIn(int schoolYear)
    {
        if (Effective.LastOrDefault(entry => entry.Happened is TransitionHandedOver handed && handed.SchoolYear == schoolYear) is not { } last) return TransitionStep.NotHandedOver;
        return All<TransitionAnswered>().Where(answer => answer.Happened.HandOver == last.Id).Select(answer => (TransitionAnswer?)answer.Happened.Answer).LastOrDefault() switch
        {
            TransitionAnswer.Received => TransitionStep.Received,
            TransitionAnswer.Registered => TransitionStep.Registered,
            TransitionAnswer.NotArrived => TransitionStep.NotArrived,
            _ => TransitionStep.HandedOver,
        };
    }

    /// <summary>How it went with the child on a list 小升初, by the last handover on it; null: it is not on the list.</summary>
    public HandedOn? HandOverOn(Guid list)
    {
        if (Effective.LastOrDefault(entry => entry.Happened is TransitionHandedOver handed && handed.List == list) is not { } last) return null;
        var answers = All<TransitionAnswered>().Select(answer => answer.Happened).Where(answer => answer.HandOver == last.Id).ToList();
        return new(last.Happened.OccurredOn, On(TransitionAnswer.Received), On(TransitionAnswer.Registered), On(TransitionAnswer.NotArrived));

        DateOnly? On(TransitionAnswer answer) => answers.LastOrDefault(said => said.Answer == answer)?.OccurredOn;
    }

    /// <summary>转学: the last transfer, while it is neither accepted nor come back.</summary>
    [JsonIgnore]
    public Entry? OpenTransfer => Effective.LastOrDefault(entry => entry.Happened is StudentTransferred) is { } sent && !IsAnswered(sent) ? sent : null;

    /// <summary>Code of the school that is asked to take the child and reads the case meanwhile; null: none is.</summary>
    [JsonIgnore]
    public string? HandedTo => IsClosed ? null
        : OpenTransfer?.Happened is StudentTransferred { Reach: not TransferReach.ToOtherCounty, ToSchool: { } school } ? school : (OpenHandOver?.Happened as TransitionHandedOver)?.ToSchool;

    /// <summary>
    /// The acceptance by which the child became another county's; null: it is this one's. It is this one's again when it comes back, and where the
    /// registers give reason to ask where it is. An act of the office: the order of recording decides.
    /// </summary>
    [JsonIgnore]
    public Entry? Departed
    {
        get
        {
            Entry? gone = null;
            foreach (var entry in Entries)
                if (entry.Stands)
                    gone = entry.Happened switch
                    {
                        TransferAccepted accepted when Find(accepted.Transfer)?.Happened is StudentTransferred { Reach: TransferReach.ToOtherCounty } => entry,
                        CaseReceived or CaseReopened or StudentTransferred or DropoutSuspected => null,
                        _ => gone,
                    };
            return gone;
        }
    }

    /// <summary>The return of a transfer to another county that never answered, until the bureau has seen to it; null: there is none.</summary>
    [JsonIgnore]
    public Entry? UnansweredByCounty
    {
        get
        {
            Entry? open = null;
            foreach (var entry in Entries)
                if (entry.Stands)
                    open = entry.Happened switch
                    {
                        TransferReturned { Reason: TransferReturn.NeverAnswered } back when Find(back.Transfer)?.Happened is StudentTransferred { Reach: TransferReach.ToOtherCounty } => entry,
                        // A screening that asks where the child is has not asked the other county.
                        DropoutSuspected => open,
                        { By: { Level: Level.County, User: not Actor.Clock }, From: null } or StudentTransferred => null,
                        _ => EndsSuspicion(entry) ? null : open,
                    };
            return open;
        }
    }

    /// <summary>An entry by which the child has come under another's charge: it is put right by a move back, never taken away.</summary>
    public bool IsSettledMove(Entry entry) => entry.Happened switch
    {
        TransferAccepted or TransitionAnswered { Answer: TransitionAnswer.Registered } => true,
        ResourceCentreAnswered { Answer: CentreAnswer.Accepted } => true,
        ResourceCentreAsked => All<ResourceCentreAnswered>().Any(answer => answer.Happened is { Answer: CentreAnswer.Accepted } accepted && accepted.Handover == entry.Id),
        StudentTransferred => All<TransferAccepted>().Any(accepted => accepted.Happened.Transfer == entry.Id),
        TransitionHandedOver => All<TransitionAnswered>().Any(answer => answer.Happened is { Answer: TransitionAnswer.Registered } registered && registered.HandOver == entry.Id),
        _ => false,
    };

    /// <summary>The day since when a migrant child waits for a place at a public or purchased school; null: it has one, or is not followed as a migrant.</summary>
    [JsonIgnore]
    public DateOnly? PlaceDueSince
    {
        get
        {
            DateOnly? since = null;
            foreach (var entry in Effective)
                since = entry.Happened switch
                {
                    CaseOpened { Concern: Concern.Migrant } or ConcernRaised { Concern: Concern.Migrant } => since ?? entry.Happened.OccurredOn,
                    ConcernWithdrawn { Concern: Concern.Migrant } or SchoolPlaceSecured => null,
                    _ => since,
                };
            return since;
        }
    }

    /// <summary>The place last secured.</summary>
    [JsonIgnore]
    public SchoolPlaceSecured? SecuredPlace => All<SchoolPlaceSecured>().LastOrDefault().Happened;

    /// <summary>Complaints about fees that nobody has answered, the oldest first.</summary>
    [JsonIgnore]
    public IReadOnlyList<Entry> OpenComplaints =>
        [.. All<FeeComplaintFiled>().Select(filed => filed.Entry).Where(filed => !All<FeeComplaintAnswered>().Any(answer => answer.Happened.Complaint == filed.Id))];

    private bool IsAnswered(Entry transfer) => Effective.Any(entry => entry.Happened switch
    {
        TransferAccepted accepted => accepted.Transfer == transfer.Id,
        TransferReturned returned => returned.Transfer == transfer.Id,
        _ => false,
    });
}
