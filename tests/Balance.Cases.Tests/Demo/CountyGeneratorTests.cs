using System.Security.Cryptography;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Host.Demo;
using Balance.Cases.Registers.Reading;

namespace Balance.Cases.Tests.Demo;

/// <summary>The invented county, as the product's own reader sees its files.</summary>
public sealed class CountyGeneratorTests
{
    private const int Seed = 20261122;
    private static readonly DateOnly Autumn = new(2026, 11, 22);

    private readonly CountyGenerator _county = new(CountyShape.Demonstration(Autumn), Seed);

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        var once = Digests(Seed);

        Digests(Seed).ShouldBe(once);
        Digests(Seed + 1)["population.csv"].ShouldNotBe(once["population.csv"]);
    }

    [Fact]
    public void Of_all_files_only_the_intended_rows_of_the_population_are_rejected()
    {
        foreach (var file in _county.Files())
        {
            var rejects = Rejects(file);
            if (file.Name != _county.PopulationFile.Name) rejects.ShouldBeEmpty(file.Name);
            else rejects.Select(code => code.Code()).Order().ShouldBe(["id_checksum", "id_checksum", "id_checksum", "id_length", "id_length", "id_precision", "id_precision"]);
        }
    }

    [Fact]
    public void Every_identity_number_is_valid_and_no_two_children_share_one()
    {
        var file = _county.PopulationFile;
        var numbers = Rows<PopulationRow>(file).Where(row => row.Row is not null).Select(row => row.Row!.IdNumber).ToList();

        numbers.Count.ShouldBe(20_000 - CountyGenerator.FaultyRows);
        numbers.ShouldAllBe(number => Balance.Cases.Domain.People.IdentityNumber.Check(number, file.AsOf) == IdentityNumberFault.None);
        numbers.Distinct().Count().ShouldBe(numbers.Count);
    }

    [Fact]
    public void A_day_of_birth_has_identity_numbers_enough_for_a_million_children()
    {
        var county = new CountyGenerator(CountyShape.Demonstration(Autumn) with { Children = 1_000_000 }, Seed);

        using var stream = new MemoryStream();
        county.PopulationFile.WriteTo(stream);

        // Place and birth date differ or the order does: fourteen digits and three.
        var numbers = new HashSet<string>();
        stream.Position = 0;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line) numbers.Add(line[6..17]);
        numbers.Count.ShouldBeGreaterThan(1_000_000 - CountyGenerator.FaultyRows);
    }

    [Theory]
    [InlineData("2026-09-02")]
    [InlineData("2026-09-30")]
    [InlineData("2027-01-31")]
    [InlineData("2027-05-20")]
    [InlineData("2027-08-31")]
    [InlineData("2031-11-03")]
    public void Whatever_the_day_nothing_later_is_told_and_all_of_it_can_be_read(string today)
    {
        var day = DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture);
        var county = new CountyGenerator(CountyShape.Demonstration(day) with { Children = 3_000 }, Seed);

        foreach (var file in county.Files())
        {
            file.AsOf.ShouldBeLessThanOrEqualTo(day, file.Name);
            if (file.Name != county.PopulationFile.Name) Rejects(county, file).ShouldBeEmpty(file.Name);
        }
        foreach (var row in Rows<LedgerRow>(county, county.LedgerNow)) row.Row!.OccurredOn.ShouldBeLessThanOrEqualTo(day);
        county.Files().Count(file => file.Kind == RegisterKind.Enrolment).ShouldBeGreaterThanOrEqualTo(4);
    }

    [Fact]
    public void Junior_dropouts_are_near_the_target_and_primary_ones_a_case_or_two()
    {
        var roll = Rows<EnrolmentRow>(_county.AutumnRollFile).Select(row => row.Row!).Where(row => row.Status == RollStatus.Enrolled).ToList();
        var steps = Rows<LedgerRow>(_county.LedgerNow).Select(row => row.Row!).ToList();
        var back = steps.Where(step => step.Step == LedgerStep.Return).Select(step => step.IdNumber).ToHashSet();
        var out_ = steps.Where(step => step.Step == LedgerStep.Dropout && !back.Contains(step.IdNumber)).ToList();

        var junior = out_.Count(step => step.Grade > 6) / (double)roll.Count(row => row.Grade > 6);
        junior.ShouldBeInRange(0.003, 0.009);
        steps.Count(step => step.Step == LedgerStep.Dropout && step.Grade <= 6).ShouldBeInRange(1, 3);
    }

    [Fact]
    public void Whoever_came_back_for_good_stands_on_the_rolls_that_follow_and_some_do_not()
    {
        var rolls = _county.Files().Where(file => file is { Kind: RegisterKind.Enrolment, SchoolYear: 2026 })
            .Select(file => (file.AsOf, OnIt: Rows<EnrolmentRow>(file).Select(row => row.Row!).Where(row => row.Status == RollStatus.Enrolled).Select(row => row.IdNumber).ToHashSet())).ToList();
        var returns = Rows<LedgerRow>(_county.LedgerNow).Concat(Rows<LedgerRow>(_county.LedgerBefore)).Select(row => row.Row!)
            .Where(step => step is { Step: LedgerStep.Return, Detail: "regular" }).ToList();

        var borneOut = returns.Select(step => rolls.Where(roll => roll.AsOf > step.OccurredOn).Take(1).Select(roll => roll.OnIt.Contains(step.IdNumber)).ToList())
            .Where(shown => shown.Count > 0).Select(shown => shown[0]).ToList();

        borneOut.ShouldContain(true);
        borneOut.ShouldContain(false);
    }

    [Fact]
    public void The_county_has_the_schools_and_townships_of_its_shape()
    {
        _county.Townships.Count.ShouldBe(30);
        _county.Schools.GroupBy(school => school.Kind).ToDictionary(kind => kind.Key, kind => kind.Count(school => school.Township is not null))
            .ShouldBe(new Dictionary<SchoolKind, int>
            {
                [SchoolKind.Primary] = 29, [SchoolKind.Junior] = 13, [SchoolKind.NineYear] = 9, [SchoolKind.Special] = 1, [SchoolKind.Vocational] = 1,
            }, ignoreOrder: true);
        _county.Schools.Select(school => school.Name).Distinct().Count().ShouldBe(_county.Schools.Count);
    }

    private static Dictionary<string, string> Digests(int seed)
    {
        var county = new CountyGenerator(CountyShape.Demonstration(Autumn), seed);
        return county.Files().ToDictionary(file => file.Name, file => Convert.ToHexStringLower(SHA256.HashData(Written(file).ToArray())));
    }

    private List<RejectCode> Rejects(CountyFile file) => Rejects(_county, file);

    private static List<RejectCode> Rejects(CountyGenerator county, CountyFile file) => file.Kind switch
    {
        RegisterKind.Townships => Rejects<TownshipRow>(county, file),
        RegisterKind.Schools => Rejects<SchoolRow>(county, file),
        RegisterKind.Population => Rejects<PopulationRow>(county, file),
        RegisterKind.Enrolment => Rejects<EnrolmentRow>(county, file),
        RegisterKind.Disability => Rejects<DisabilityRow>(county, file),
        RegisterKind.LeftBehind => Rejects<LeftBehindRow>(county, file),
        RegisterKind.Assistance => Rejects<AssistanceRow>(county, file),
        RegisterKind.Absence => Rejects<AbsenceRow>(county, file),
        _ => Rejects<LedgerRow>(county, file),
    };

    private static List<RejectCode> Rejects<T>(CountyGenerator county, CountyFile file) where T : class, IRegisterRow<T>
    {
        var rows = Rows<T>(county, file);
        rows.ShouldNotBeEmpty(file.Name);
        return [.. rows.Where(row => row.Reject is not null).Select(row => row.Reject!.Code)];
    }

    private List<ReadRow<T>> Rows<T>(CountyFile file) where T : class, IRegisterRow<T> => Rows<T>(_county, file);

    private static List<ReadRow<T>> Rows<T>(CountyGenerator county, CountyFile file) where T : class, IRegisterRow<T>
    {
        var context = new ReadContext(file.AsOf, "211381",
            new TownshipBook(county.Townships.Select(township => KeyValuePair.Create(township.Code, township.Name))),
            new SchoolBook(county.Schools.Select(school => KeyValuePair.Create(school.Code, school.Name))));
        using var stream = Written(file);
        using var register = RegisterFile.Open(stream, T.Kind);
        register.IgnoredColumns.ShouldBeEmpty();
        return [.. RegisterReader.Read<T>(register, context)];
    }

    private static MemoryStream Written(CountyFile file)
    {
        var stream = new MemoryStream();
        file.WriteTo(stream);
        stream.Position = 0;
        return stream;
    }
}
