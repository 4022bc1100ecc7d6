using Balance.Cases.Access;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Cases;

/// <summary>A case as a program reads it.</summary>
public sealed record CaseAnswer(
    Guid Child, DateOnly AsOf, DateTimeOffset? KnownAt, long Version, CaseAnswer.WhoItIs? Person, CaseAnswer.WhereItIs Place,
    CaseAnswer.Stands Standing, CaseSummary Summary, IReadOnlyList<CaseAnswer.Roll> Rolls, IReadOnlyList<CaseAnswer.Entry> Timeline,
    IReadOnlyList<CaseAnswer.Offer> Offers, IReadOnlyList<LegalStep> LegalSteps)
{
    /// <summary>Numbers are masked; the whole one is asked for with a reason.</summary>
    public sealed record WhoItIs(
        string Name, string MaskedNumber, DateOnly? BirthDate, Sex? Sex, string GuardianName, string GuardianPhone, string Address, string MaskedStudentNumber);

    public sealed record WhereItIs(string? Township, string? TownshipName, string? School, string? SchoolName, int? Grade, string? Class);

    public sealed record Stands(bool Out, bool Enrolled, bool Returned, bool HomeTaught, Finding? Finding, RollStatus? OnRoll);

    public sealed record Roll(int SchoolYear, DateOnly On, RollStatus? Status, string? School, int? Grade);

    public sealed record Entry(
        Guid Id, string Kind, string Title, DateOnly OccurredOn, DateTimeOffset RecordedAt, string Officer, string Office, IReadOnlyList<EntryFact> Facts,
        IReadOnlyList<EntryFact> Narrative, OpenWords? Before, Guid? About, Guid? CorrectedBy, Guid? WithdrawnBy, IReadOnlyList<string> Breaches, bool MayCorrect);

    /// <summary>Code and words of the obstacle; none: it can be done now.</summary>
    public sealed record Offer(Right Use, string? Obstacle, string? Words);

    /// <summary>The answer that states this view.</summary>
    public static CaseAnswer Of(CaseView view) => new(
        view.Child, view.AsOf, view.KnownAt, view.Version,
        view.Person is { } person ? new WhoItIs(person.Name, person.MaskedNumber, person.BirthDate, person.Sex, person.GuardianName, person.GuardianPhone,
            person.Address, IdentityNumber.Masked(person.StudentNumber)) : null,
        new WhereItIs(view.Place.ResidenceTownship ?? view.Place.SchoolTownship, view.TownshipName, view.Place.School, view.SchoolName, view.Place.Grade, view.Place.Class),
        StandsOf(view.Standing), view.Summary,
        [.. view.Rolls.Select(row => new Roll(row.Mark.SchoolYear, row.Mark.On, row.Mark.Status, row.School, row.Grade))],
        [.. view.Timeline.Select(EntryOf)],
        [.. view.Offers.Select(offer => new Offer(offer.Use, offer.Obstacle?.Code, offer.Obstacle is { } refused ? T(refused.Chinese, refused.English) : null))],
        view.LegalSteps);

    private static Stands StandsOf(Standing standing) =>
        new(standing.Out, standing.Enrolled, standing.Returned, standing.HomeTaught, standing.Finding, standing.OnRoll);

    private static Entry EntryOf(TimelineEntry entry) => new(
        entry.Id, entry.Kind, entry.Says.Title, entry.OccurredOn, entry.RecordedAt, entry.Officer, entry.Office, entry.Says.Facts, entry.Says.Narrative,
        entry.Before, entry.About, entry.CorrectedBy, entry.WithdrawnBy, entry.Breaches, entry.MayCorrect);
}
