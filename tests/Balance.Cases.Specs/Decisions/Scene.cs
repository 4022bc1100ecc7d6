using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Specs.Students;
using Shouldly;
using static Balance.Cases.Specs.Standings.ChildWith;

namespace Balance.Cases.Specs.Decisions;

/// <summary>Given a child's file, When commands are decided, Then events or a refusal. Every command is also run twice: the second time has no effect.</summary>
internal sealed class Scene
{
    private int _commands;
    private long _version;
    private Decision _last = Decision.Nothing;
    private readonly List<RollMark> _rolls = [];

    public Student? Student { get; private set; }
    public DateOnly Today { get; private set; } = Day("2026-12-01");
    public Actor Officer { get; private set; } = Samples.Teacher;
    public PolicyPack Pack { get; private set; } = PolicyPack.Load("national");
    public DateOnly? Born { get; private set; } = Day("2014-05-01");

    public static Scene Given(params IEnumerable<StudentEvent> events)
    {
        var scene = new Scene();
        foreach (var happened in events) scene.Record(happened);
        return scene;
    }

    /// <summary>A child that is followed and to whom nothing is owed: a migrant child that has a place.</summary>
    public static Scene GivenFollowed(string on) => Given().When(new OpenCase(Day(on), Concern.Migrant, null)).When(new SecurePlace(Day(on), "2121138101", Ownership.Public, PlaceProof.ResidencePermit, true, null));

    /// <summary>A child found to have dropped out on 10 October, confirmed on 12 October.</summary>
    public static Scene GivenDropout() => Given()
        .When(new ReportAbsence(Day("2026-10-09"), Day("2026-10-08"), null))
        .When(new VerifySuspicion(Day("2026-10-10"), Finding.DroppedOut, null, null))
        .When(new ConfirmDropout(Day("2026-10-12"), DropoutReason.Work, "2121138101", 8, null));

    /// <summary>That child, back at school on 20 October.</summary>
    public static Scene GivenReturn() => GivenDropout().When(new RecordReturn(Day("2026-10-20"), ReturnPlacement.Regular, "2121138101", 8, Samples.Sealed));

    public Guid Last<T>() where T : StudentEvent => Student!.Entries.Last(entry => entry.Recorded is T).Id;

    public Scene On(string today) => Set(() => Today = Day(today));

    public Scene By(Actor officer) => Set(() => Officer = officer);

    public Scene Under(string pack) => Under(PolicyPack.Load(pack));

    public Scene Under(PolicyPack pack) => Set(() => Pack = pack);

    public Scene Roll(string on, RollStatus? status) => Set(() => _rolls.Add(new RollMark(SchoolYear.Of(Day(on)).Year, Day(on), status)));

    /// <summary>The command is decided and recorded; it must not be refused.</summary>
    public Scene When(StudentCommand command)
    {
        Decide(command);
        _last.Refused.ShouldBeNull(_last.Refused?.English);
        return this;
    }

    /// <summary>The command is decided; it may be refused.</summary>
    public Scene WhenTried(StudentCommand command)
    {
        Decide(command);
        return this;
    }

    public Scene Then(params IEnumerable<Type> events)
    {
        _last.Refused.ShouldBeNull();
        _last.Events.Select(happened => happened.GetType()).ShouldBe(events);
        return this;
    }

    public Scene Then<T>(Action<T> holds) where T : StudentEvent
    {
        holds(_last.Events.OfType<T>().ShouldHaveSingleItem());
        return this;
    }

    public Scene ThenNothing() => Then(Array.Empty<Type>());

    public Scene ThenRefused(string code)
    {
        _last.Events.ShouldBeEmpty();
        var refused = _last.Refused.ShouldNotBeNull();
        refused.Code.ShouldBe(code);
        refused.Chinese.ShouldNotBeNullOrWhiteSpace();
        refused.English.ShouldNotBeNullOrWhiteSpace();
        return this;
    }

    public Scene ThenRefused(Action<Refused> holds)
    {
        holds(_last.Refused.ShouldNotBeNull());
        return this;
    }

    public Scene ThenFile(Action<Student> holds)
    {
        holds(Student!);
        return this;
    }

    public CaseSummary Summary(string today) => CaseSummary.Of(Student!, Day(today), Pack, _rolls);

    public IReadOnlyList<Offer> Offers() => Domain.Students.Decisions.Offers.For(Student!, Officer, Today, Pack, _rolls);

    public IReadOnlyList<LegalStep> LegalSteps() => Domain.Students.Decisions.Offers.LegalSteps(Student!, Officer, Today, Pack, _rolls);

    public DecisionContext Context(int command) => new(Officer, Today, Samples.Id(1000 + command), Pack, _rolls, Born);

    private void Decide(StudentCommand command)
    {
        var context = Context(++_commands);
        _last = Casework.Decide(Student, command, context);
        foreach (var happened in _last.Events)
        {
            happened.OccurredOn.ShouldBeLessThanOrEqualTo(Today);
            happened.By.ShouldBe(Officer);
            Record(happened);
        }
        var again = Casework.Decide(Student, command, context);
        again.Events.ShouldBeEmpty();
        again.Refused.ShouldBe(_last.Refused);
    }

    private void Record(StudentEvent happened)
    {
        Student?.Find(happened.Entry).ShouldBeNull();
        Student = Domain.Students.Student.Evolve(Student, Samples.Child, ++_version, happened);
    }

    private Scene Set(Action set)
    {
        set();
        return this;
    }
}
