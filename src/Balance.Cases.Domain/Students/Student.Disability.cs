using System.Text.Json.Serialization;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students;

public sealed partial record Student
{
    /// <summary>The registration (登记) that counts: the last.</summary>
    [JsonIgnore]
    public Entry? Registration => Last<DisabilityRegistered>();

    /// <summary>The last assessment (评估) by the expert committee.</summary>
    [JsonIgnore]
    public Entry? Assessment => Last<NeedsAssessed>();

    /// <summary>The placement (安置) in force: the last, unless it was ended. A new one takes the place of the one before.</summary>
    [JsonIgnore]
    public Entry? PlacementInForce => Last<PlacementDecided>() is { } last && !All<PlacementEnded>().Any(end => end.Happened.Placement == last.Id) ? last : null;

    /// <summary>The objection to the placement in force; null: nobody contests it, or it was decided anew.</summary>
    [JsonIgnore]
    public Entry? Contest => PlacementInForce is { } placement ? LastOf<PlacementContested>(contest => contest.Placement == placement.Id) : null;

    /// <summary>The committee has assessed the child since that objection.</summary>
    [JsonIgnore]
    public bool IsReassessedSinceContest => Contest is { } contest && Effective.SkipWhile(entry => entry.Id != contest.Id).Any(entry => entry.Happened is NeedsAssessed);

    /// <summary>Every version of the education plan (个别化教育计划), the first first.</summary>
    [JsonIgnore]
    public IReadOnlyList<Entry> Plans => [.. All<EducationPlanAdopted>().Select(plan => plan.Entry)];

    /// <summary>The version in force: the last, unless it was ended.</summary>
    [JsonIgnore]
    public Entry? PlanInForce => Last<EducationPlanAdopted>() is { } last && !All<EducationPlanEnded>().Any(end => end.Happened.Plan == last.Id) ? last : null;

    /// <summary>The last review of the plan in force.</summary>
    [JsonIgnore]
    public Entry? PlanReview => PlanInForce is { } plan ? LastOf<EducationPlanReviewed>(review => review.Plan == plan.Id) : null;

    /// <summary>The guardian has not signed the plan in force, nor a review of it since. Of a plan from a ledger nobody knows.</summary>
    [JsonIgnore]
    public bool IsPlanUnsigned => PlanInForce is { Happened: EducationPlanAdopted { GuardianSigned: false } } plan
        && !All<EducationPlanReviewed>().Any(review => review.Happened.Plan == plan.Id && review.Happened.GuardianSigned);

    /// <summary>The schedule (送教安排) made last; it counts up to its last day.</summary>
    [JsonIgnore]
    public Entry? Schedule => Last<HomeTeachingScheduled>();

    /// <summary>Sessions at home that were missed and are to be made up, but are not yet.</summary>
    [JsonIgnore]
    public IReadOnlyList<Entry> ToMakeUp
    {
        get
        {
            var madeUp = All<HomeTeachingSessionDelivered>().Select(session => session.Happened.MakesUp).OfType<Guid>().ToHashSet();
            return [.. All<HomeTeachingSessionMissed>().Where(missed => missed.Happened.MakeUpBy is not null && !madeUp.Contains(missed.Entry.Id)).Select(missed => missed.Entry)];
        }
    }

    /// <summary>Referrals (医教结合) without an answer.</summary>
    [JsonIgnore]
    public IReadOnlyList<Entry> OpenReferrals
    {
        get
        {
            var answered = All<RehabilitationAnswered>().Select(answer => answer.Happened.Referral).ToHashSet();
            return [.. All<RehabilitationReferred>().Where(referral => !answered.Contains(referral.Entry.Id)).Select(referral => referral.Entry)];
        }
    }

    /// <summary>Stretches of days on which the child was, or is, to be taught at home; without an end: it still is.</summary>
    [JsonIgnore]
    public IReadOnlyList<(DateOnly From, DateOnly? Until)> HomeTaught
    {
        get
        {
            var stretches = new List<(DateOnly, DateOnly?)>();
            Entry? open = null;
            foreach (var entry in Effective)
            {
                var begins = entry.Happened is PlacementDecided { Placement: Placement.HomeTeaching } or StudentReturned { Placement: ReturnPlacement.HomeTeaching };
                if (begins) open ??= entry;
                else if (open is not null && EndsHomeTeaching(entry))
                {
                    stretches.Add((open.Happened.OccurredOn, entry.Happened.OccurredOn));
                    open = null;
                }
            }
            if (open is not null) stretches.Add((open.Happened.OccurredOn, null));
            return stretches;
        }
    }

    /// <summary>Whether the child is to be taught at home on a day.</summary>
    public bool IsHomeTaughtOn(DateOnly day) => HomeTaught.Any(stretch => day >= stretch.From && (stretch.Until is not { } until || day <= until));

    /// <summary>重度: by the pack's level.</summary>
    public bool IsSevere(PolicyPack pack) => Registration is { Happened: DisabilityRegistered registered } && registered.DisabilityLevel <= pack.Disability.SevereLevel;

    /// <summary>Account names of those who teach the child at home now.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> HomeTeachers => Schedule is { Happened: HomeTeachingScheduled schedule } && HomeTaught is [.., { Until: null }]
        ? schedule.AssistantTeacher is { } assistant ? [schedule.MainTeacher, assistant] : [schedule.MainTeacher] : [];

    private static bool EndsHomeTeaching(Entry entry) => IsDropout(entry) || entry.Happened is PlacementDecided or PlacementEnded or StudentReturned;

    private Entry? Last<T>() where T : StudentEvent => All<T>().LastOrDefault().Entry;

    private Entry? LastOf<T>(Func<T, bool> which) where T : StudentEvent => All<T>().LastOrDefault(one => which(one.Happened)).Entry;
}
