using Balance.Cases.Access;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Shouldly;
using Xunit;

namespace Balance.Cases.Guards;

/// <summary>What is known of assessments, mental health and harm stays with those who act on it: every kind of event is open or restricted by decision, and these lists are written by hand.</summary>
public class RestrictionTests
{
    /// <summary>Kinds that tell of nothing but a restricted part.</summary>
    private static readonly Dictionary<string, RestrictedPart> Restricted = new()
    {
        ["needs_assessed"] = RestrictedPart.Assessment,
        ["rehabilitation_referred"] = RestrictedPart.Assessment,
        ["rehabilitation_answered"] = RestrictedPart.Assessment,
        ["harm_reported"] = RestrictedPart.Harm,
        ["protection_step_taken"] = RestrictedPart.Harm,
        ["harm_settled"] = RestrictedPart.Harm,
        ["mental_health_screened"] = RestrictedPart.MentalHealth,
        ["intervention_logged"] = RestrictedPart.MentalHealth,
    };

    /// <summary>Kinds that do so where they name such a concern.</summary>
    private static readonly string[] ByConcern = ["case_opened", "concern_raised", "concern_withdrawn"];

    [Fact]
    public void Every_kind_of_event_is_open_or_restricted_as_written_here()
    {
        foreach (var happened in ContractSamples.All.OfType<StudentEvent>())
        {
            var name = EventTypes.NameOf(happened.GetType());
            if (ByConcern.Contains(name) || happened is EntryCorrected) continue;
            Restrictions.Of(happened).ShouldBe(Restricted.TryGetValue(name, out var part) ? part : null, name);
        }
        ContractSamples.All.OfType<StudentEvent>().Select(happened => happened.GetType()).Distinct().ShouldBe(EventTypes.OfStudents, ignoreOrder: true);
    }

    [Fact]
    public void Following_a_child_for_its_mental_health_is_restricted_and_so_is_putting_that_right()
    {
        var raised = new ConcernRaised(Concern.MentalHealth, null) { Entry = Guid.NewGuid(), OccurredOn = new(2026, 9, 1), By = new("zhang", "2113810001", Level.School) };
        foreach (StudentEvent happened in new StudentEvent[]
        {
            raised, new CaseOpened(Concern.MentalHealth, null) { Entry = raised.Entry, OccurredOn = raised.OccurredOn, By = raised.By },
            new ConcernWithdrawn(Concern.MentalHealth, null) { Entry = raised.Entry, OccurredOn = raised.OccurredOn, By = raised.By },
            new EntryCorrected(raised.Entry, raised, new("cipher")) { Entry = Guid.NewGuid(), OccurredOn = raised.OccurredOn, By = raised.By },
        }) Restrictions.Of(happened).ShouldBe(RestrictedPart.MentalHealth, happened.GetType().Name);
        Restrictions.Of(new ConcernRaised(Concern.Hardship, null) { Entry = raised.Entry, OccurredOn = raised.OccurredOn, By = raised.By }).ShouldBeNull();
    }

    [Fact]
    public void That_something_was_not_done_in_time_is_as_restricted_as_what_it_follows_from()
    {
        var told = new DutyEscalated(DutyKind.AnswerReferral, new(2026, 9, 1), Level.School, Level.Township) { Entry = Guid.NewGuid(), OccurredOn = new(2026, 9, 2), By = new("clock", "211381", Level.County) };
        Restrictions.Of(told).ShouldBe(RestrictedPart.Assessment);
        Restrictions.Of(told with { Duty = DutyKind.AdoptPlan }).ShouldBeNull();
    }

    [Fact]
    public void What_is_overdue_is_taken_up_to_levels_of_which_somebody_may_read_of_it()
    {
        foreach (var level in Term.All<Level>())
            foreach (var part in Term.All<RestrictedPart>().Select(part => (RestrictedPart?)part).Append(null))
                Restrictions.IsReadAt(level, part).ShouldBe(OfficersAt(level).Any(officer => officer.MayRead(part)), $"{level} {part}");
    }

    // Those whom the dual line goes to; experts and aid officers are of no line.
    private static IEnumerable<Principal> OfficersAt(Level level) => level switch
    {
        Level.School => [Officer("2113810001", Role.Counselor), Officer("2113810001", Role.Headmaster)],
        Level.Township => [Officer("211381101", Role.TownshipOfficial)],
        _ => [Officer("211381", Role.CountyOfficer)],
    };

    private static Principal Officer(string office, Role role) => new("zhang", "211381", office, Offices.LevelOf(office), role.Code());
}
