using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Host.Demo;

/// <summary>A file of the county, to be written as often as one likes, always the same.</summary>
/// <param name="AsOf">The day that it describes.</param>
/// <param name="SchoolYear">Of a roll; null for other kinds.</param>
public sealed record CountyFile(string Name, RegisterKind Kind, DateOnly AsOf, int? SchoolYear, Action<Stream> WriteTo);

/// <summary>
/// An invented county: the registers of last school year and of this one up to today, and a ledger that fits them. Nobody in it is real. The
/// same seed and shape give the same bytes; nothing but the row at hand is kept in memory.
/// </summary>
public sealed class CountyGenerator
{
    private readonly CountyShape _shape;
    private readonly Draw _draw;
    private readonly Places _places;
    private readonly Children _children;
    private readonly Rolls _rolls;
    private readonly Support _support;
    private readonly Absences _absences;
    private readonly LedgerStory _ledger;

    public CountyGenerator(CountyShape shape, int seed)
    {
        var draw = Draw.Of(seed);
        (_shape, _draw) = (shape, draw);
        _places = new Places(shape);
        _children = new Children(shape, draw, _places);
        _rolls = new Rolls(shape, draw, _places);
        _support = new Support(shape, draw);
        _absences = new Absences(shape, draw);
        _ledger = new LedgerStory(shape, draw, _rolls, _support);
    }

    /// <summary>The townships.</summary>
    public IReadOnlyList<DemoTownship> Townships => _places.Townships;

    /// <summary>The schools, one of them outside the county.</summary>
    public IReadOnlyList<DemoSchool> Schools => _places.Schools;

    /// <summary>The class in which most happens.</summary>
    public DemoClass LiveliestClass() => Liveliest.Of(_shape, _children, _rolls);

    /// <summary>How many rows of the population file are faulty, so that rejects and unidentified children are seen.</summary>
    public const int FaultyRows = 7;

    /// <summary>Every file, in an order in which they can be imported.</summary>
    public IEnumerable<CountyFile> Files()
    {
        yield return TownshipsFile;
        yield return SchoolsFile;
        yield return PopulationBefore;
        foreach (var roll in _rolls.Days.Where(roll => roll.Year != _shape.Year)) yield return RollFile(roll);
        yield return PopulationFile;
        yield return new("disability.csv", RegisterKind.Disability, _shape.YearBefore.Last, null, WriteDisability);
        yield return new("assistance.csv", RegisterKind.Assistance, _shape.YearBefore.Last, null, WriteAssistance);
        yield return LedgerBefore;
        foreach (var roll in _rolls.Days.Where(roll => roll.Year == _shape.Year)) yield return RollFile(roll);
        if (Surveyed <= _shape.Today) yield return new("left-behind.csv", RegisterKind.LeftBehind, Surveyed, null, WriteLeftBehind);
        foreach (var month in _absences.Months)
            yield return new($"absence-{month.AsOf:yyyy-MM}.csv", RegisterKind.Absence, month.AsOf, null, to => WriteAbsences(to, month));
        yield return LedgerNow;
    }

    /// <summary>The list of townships, which sets the county up as this school year begins: from then on returns are owed.</summary>
    public CountyFile TownshipsFile => new("townships.csv", RegisterKind.Townships, _shape.Year.First, null, WriteTownships);

    /// <summary>The list of schools.</summary>
    public CountyFile SchoolsFile => new("schools.csv", RegisterKind.Schools, _shape.YearBefore.First, null, WriteSchools);

    /// <summary>The household register as this school year begins.</summary>
    public CountyFile PopulationFile => new("population.csv", RegisterKind.Population, _shape.Year.First, null, WritePopulation);

    /// <summary>The household register as last school year began, before this summer's migrants came and others went.</summary>
    public CountyFile PopulationBefore => new("population-before.csv", RegisterKind.Population, _shape.YearBefore.First, null, WritePopulationBefore);

    /// <summary>The first roll of this school year.</summary>
    public CountyFile AutumnRollFile => RollFile(_rolls.Days.First(roll => roll.Year == _shape.Year));

    /// <summary>What was written down until the end of last school year.</summary>
    public CountyFile LedgerBefore => LedgerFile("ledger-before.csv", DateOnly.MinValue, _shape.YearBefore.Last);

    /// <summary>What was written down this school year.</summary>
    public CountyFile LedgerNow => LedgerFile("ledger.csv", _shape.Year.First, _shape.Today);

    private DateOnly Surveyed => _shape.Year.First.AddDays(19);

    private CountyFile RollFile(RollDay roll) =>
        new($"enrolment-{roll.Year.Year}-{roll.Name}.csv", RegisterKind.Enrolment, roll.On, roll.Year.Year, to => WriteRoll(to, roll));

    private CountyFile LedgerFile(string name, DateOnly from, DateOnly until) => new(name, RegisterKind.Ledger, until, null, to => WriteLedger(to, from, until));

    private void WriteTownships(Stream to)
    {
        using var csv = new Csv(to, RegisterKind.Townships);
        foreach (var township in _places.Townships) csv.Row(township.Code, township.Name);
    }

    private void WriteSchools(Stream to)
    {
        using var csv = new Csv(to, RegisterKind.Schools);
        foreach (var school in _places.Schools)
            csv.Row(school.Code, school.Name, school.Township?.Code, school.Kind.Code(), school.Ownership.Code(), school.Locality.Code());
    }

    private void WritePopulation(Stream to)
    {
        using var csv = new Csv(to, RegisterKind.Population);
        var households = new Households(_draw, _children.Count);
        foreach (var child in _children.All) households.Write(csv, child);
    }

    private void WritePopulationBefore(Stream to)
    {
        using var csv = new Csv(to, RegisterKind.Population);
        var households = new Households(_draw, _children.Count);
        foreach (var child in _children.All.Where(child => !child.IsNewcomer)) households.WriteBefore(csv, child);
    }

    private void WriteRoll(Stream to, RollDay roll)
    {
        using var csv = new Csv(to, RegisterKind.Enrolment);
        foreach (var child in _children.All)
            foreach (var row in _rolls.RowsOf(child, roll))
                csv.Row(child.IdNumber, "G" + child.IdNumber, child.Name, row.School.Code, Written.Number(row.Grade), Written.Number(row.Class),
                    row.Status.Code(), Written.DayOrNone(row.StatusOn), row.Mode.Code());
    }

    private void WriteDisability(Stream to)
    {
        using var csv = new Csv(to, RegisterKind.Disability);
        foreach (var child in _children.All)
            if (child.Impairment is { } impairment)
                csv.Row(child.IdNumber, Written.Number((int)impairment.Category), Written.Number(impairment.Level),
                    $"{child.IdNumber}{Written.Number((int)impairment.Category)}{Written.Number(impairment.Level)}", Written.Day(_shape.YearBefore.First.AddDays(child.Number % 300)));
    }

    private void WriteLeftBehind(Stream to)
    {
        using var csv = new Csv(to, RegisterKind.LeftBehind);
        foreach (var child in _children.All)
            if (_support.LeftBehindOf(child) is { } left)
                csv.Row(child.IdNumber, YesNo(left.FatherAway), YesNo(left.MotherAway), YesNo(left.OtherCapable), Written.Number(left.Months), left.Caregiver.Code(),
                    Written.Day(Surveyed.AddDays(-child.Number % 15)));
    }

    private void WriteAssistance(Stream to)
    {
        using var csv = new Csv(to, RegisterKind.Assistance);
        foreach (var child in _children.All)
            if (_support.AssistanceOf(child) is { } help)
                csv.Row(child.IdNumber, help.Category.Code(), Written.Day(help.From), Written.DayOrNone(help.Until));
    }

    private void WriteAbsences(Stream to, AbsenceMonth month)
    {
        using var csv = new Csv(to, RegisterKind.Absence);
        foreach (var child in _children.All)
            foreach (var (day, kind) in _absences.Of(child, month))
                csv.Row(child.IdNumber, Written.Day(day), kind.Code());
    }

    private void WriteLedger(Stream to, DateOnly from, DateOnly until)
    {
        using var csv = new Csv(to, RegisterKind.Ledger);
        foreach (var child in _children.All)
            foreach (var step in _ledger.Of(child))
                if (step.On >= from && step.On <= until)
                    csv.Row(child.IdNumber, Written.Day(step.On), step.Step.Code(), step.Detail, Written.DayOrNone(step.Until), step.School?.Code,
                        step.Grade is { } grade ? Written.Number(grade) : null, step.Quantity is { } quantity ? Written.Number(quantity) : null,
                        step.Level?.Code(), step.Document, step.Note);
    }

    private static string YesNo(bool yes) => yes ? "yes" : "no";
}
