using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Oracle;
using Balance.Cases.Screening;
using Balance.Cases.Storage;
using Balance.Cases.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Year;

/// <summary>The files that the county sends in through the year, and the screenings that follow them.</summary>
internal sealed class YearRegisters(YearPlayer player)
{
    private readonly YearCounty _county = player.County;
    private readonly Facts _facts = player.Facts;

    /// <summary>Townships and schools, and who leads these.</summary>
    public async Task ListsAsync()
    {
        await player.ImportAsync(RegisterKind.Townships, player.Today, Files.Townships, _county.Schools.Select(school => school.Township).OfType<string>().Distinct().Order().Select(code => $"{code},第{code[^2..]}乡"));
        await SchoolsAsync(_county.Schools);
        await using var scope = player.Get<IServiceScopeFactory>().CreateAsyncScope();
        foreach (var head in _county.Schools.Where(school => school.Township is not null).Select(school => player.Headmaster(school.Code)))
            await scope.ServiceProvider.GetRequiredService<Accounts>().GiveAsync(new(head.User, "校长", _county.Code, head.Office, "学校", Role.Headmaster));
    }

    /// <summary>A list of schools; one that is known already is told anew.</summary>
    public async Task SchoolsAsync(IEnumerable<(string Code, string? Township, string Kind, string Ownership)> schools)
    {
        var rows = schools.ToList();
        await player.ImportAsync(RegisterKind.Schools, player.Today, Files.Schools, rows.Select(row => $"{row.Code},第{row.Code[^2..]}学校,{row.Township},{row.Kind},{row.Ownership},town"));
        var recorded = _facts.Record();
        _facts.Schools.AddRange(rows.Select(row => new SchoolRow(row.Code, row.Township, row.Ownership, recorded)));
    }

    /// <summary>The population register of a day.</summary>
    public async Task PopulationAsync()
    {
        var rows = _county.Children.Select(child => (Child: child, Row: child.PersonOn(player.Today))).Where(one => one.Row is not null).ToList();
        await player.ImportAsync(RegisterKind.Population, player.Today, Files.Population,
            rows.Select(one => $"{one.Child.Number},某某,{(one.Row!.Residence == "migrant" ? "" : one.Row.Township)},{one.Row.Township},{one.Row.Residence},{one.Row.Status},,,"));
        _facts.Population.Add(new(player.Today, _facts.Record(), [.. rows.Select(one => one.Row!)]));
    }

    /// <summary>The roll of a day.</summary>
    /// <param name="asOf">None: of today.</param>
    /// <param name="isInParts">Some rows come with broken numbers, are rejected, and complete the roll a day later from a spreadsheet.</param>
    public async Task RollAsync(DateOnly? asOf = null, bool isInParts = false)
    {
        var on = asOf ?? player.Today;
        var year = SchoolYears.Of(on);
        var rows = _county.Children.SelectMany(child => child.PupilOn(on, year, _county.LastPrimary).Select(row => (Child: child, Row: row))).ToList();
        List<(YearChild Child, PupilRow Row)> broken = isInParts ? [.. rows.Where(one => one.Child.No % 97 == 5)] : [];
        await player.ImportAsync(RegisterKind.Enrolment, on, Files.Enrolment, rows.Select(one => Line(one.Child, one.Row, broken.Contains(one))), rejected: broken.Count);
        _facts.Rolls.Add(new(year, on, _facts.Record(), [.. rows.Except(broken).Select(one => one.Row)]));
        if (broken.Count == 0) return;
        player.On(on.AddDays(1), async () =>
        {
            await player.ImportAsync(RegisterKind.Enrolment, on, Files.Enrolment, broken.Select(one => Line(one.Child, one.Row, false)), isWorkbook: true);
            _facts.Rolls.Add(new(year, on, _facts.Record(), [.. broken.Select(one => one.Row)]));
        });
    }

    /// <summary>The list of disabled children.</summary>
    public async Task DisabilityAsync(IReadOnlyList<YearChild> children)
    {
        await player.ImportAsync(RegisterKind.Disability, player.Today, Files.Disability, children.Select(child => $"{child.Number},5,{1 + child.No % 4},,"), isWorkbook: true);
        _facts.Disability.Add(new(player.Today, _facts.Record(), [.. children.Select(child => child.No)]));
    }

    /// <summary>Screens the county as of today: who is suspected, why, and who is in a protected group, as the facts have it.</summary>
    public async Task ScreenAsync()
    {
        var expected = new Screened(new Known(_facts, _facts.Moment), player.Today);
        var found = await player.Get<Screenings>().RunAsync(SchoolYears.Of(player.Today), player.Today, preview: false, player.Registry, null, default);
        var numbers = await player.NumbersAsync([.. found.Suspected.Keys]);
        YearTests.Same(expected.Suspected().Select(child => $"{child.Key}: {child.Value}"),
            found.Suspected.Select(child => $"{numbers[child.Key]}: {string.Join(' ', child.Value.Select(piece => piece.Reason.Code()).Order(StringComparer.Ordinal))}"), $"suspected on {player.Today:yyyy-MM-dd}");
        var groups = found.Protected;
        player.Clock.Screen(player.Today);
        $"{groups.Disabled} {groups.DisabledUnplaced} {groups.LeftBehind} {groups.LeftBehindRoll} {groups.Migrant} {groups.Hardship}".ShouldBe(expected.Protected(), $"protected groups on {player.Today:yyyy-MM-dd}");
    }

    private static string Line(YearChild child, PupilRow row, bool isBroken)
    {
        var number = isBroken ? child.Number[..17] + (child.Number[17] == '0' ? '1' : '0') : child.Number;
        return $"{number},G{child.Number},某某,{row.School},{row.Grade},{1 + child.No % 3},{row.Status},{YearPlayer.Iso(row.StatusOn)},day";
    }
}
