using System.Globalization;
using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Indicators.Declared;
using Balance.Cases.Indicators.Further;
using Balance.Cases.Oracle;
using DeclaredOnADay = Balance.Cases.Oracle.Declared;
using Declaration = Balance.Cases.Oracle.Declaration;

namespace Balance.Cases.Tests.Year;

/// <summary>What no register tells is declared: cohorts of junior schools, who completed, what schools have. Some of it is said again, another way; some of a year before.</summary>
internal sealed class DeclaredStories(YearPlayer player)
{
    private readonly YearCounty _county = player.County;

    /// <summary>Puts all of them down.</summary>
    public void Tell()
    {
        player.On(new(2026, 9, 7), () => CohortAsync(2026, _county.Code, 900 + _county.Days(80)));
        foreach (var nth in new[] { 1, 2, 3 }) player.On(new(2026, 9, 8), () => CohortAsync(2026, _county.Junior(nth), 200 + _county.Days(150)));
        player.On(new(2026, 9, 8), () => CompletionAsync(2026, _county.Code, 1_000 + _county.Days(50)));
        player.On(new(2026, 10, 12), () => ValuesAsync(2026, Stage.Primary, ResourceItem.Books));
        player.On(new(2026, 10, 12), () => ValuesAsync(2026, Stage.Junior, ResourceItem.Books));
        // Counted again, and said again; of one school only afterwards.
        player.On(new(2026, 12, 21), () => CohortAsync(2026, _county.Junior(1), 210 + _county.Days(150)));
        player.On(new(2026, 12, 21), () => ValuesAsync(2026, Stage.Primary, ResourceItem.Books));
        player.On(new(2027, 3, 15), () => CompletionAsync(2026, _county.Township(2), 100 + _county.Days(50)));
        player.On(new(2027, 9, 10), () => CohortAsync(2027, _county.Code, 950));
    }

    /// <summary>What was declared, as the bureau's page works it out today.</summary>
    public async Task AskAsync()
    {
        var figures = await player.Get<FurtherRates>().OnAsync(_county.Code, Oracle.SchoolYears.Of(player.Today), player.Today, null, default);
        YearTests.Same(DeclaredOnADay.On(player.Facts, player.Facts.Moment, player.Today),
        [
            .. figures.Retention.Select(row => Line("retention", row.Declared, "", row.Rate)),
            .. figures.Completion.Select(row => Line("completion", row.Declared, "", row.Rate)),
            .. figures.Variation.Select(row => Line("variation", row.Declared, About(row.Declared.Stage, row.Declared.Item), row.Value)),
        ], $"declared by {player.Today:yyyy-MM-dd}");
    }

    private async Task CohortAsync(int year, string unit, int entrants)
    {
        int[] told = [entrants, _county.Days(30), _county.Days(40), _county.Days(2), entrants - 60 - _county.Days(20)];
        await player.Get<Declarations>().SayAsync(new DeclareCohort(Guid.CreateVersion7(), year, unit, player.Today, told[0], told[1], told[2], told[3], told[4], "学籍科统计"), new DeclareCohort.Validator(), player.Bureau, default);
        Told("cohort", year, unit, "", told, []);
    }

    private async Task CompletionAsync(int year, string unit, int due)
    {
        var completed = due - _county.Days(30);
        await player.Get<Declarations>().SayAsync(new DeclareCompletion(Guid.CreateVersion7(), year, unit, player.Today, completed, due, "毕业生登记"), new DeclareCompletion.Validator(), player.Bureau, default);
        Told("completion", year, unit, "", [completed, due], []);
    }

    private async Task ValuesAsync(int year, Stage stage, ResourceItem item)
    {
        List<SchoolValue> schools = [.. _county.Schools.Where(school => school.Township is not null).Select(school => new SchoolValue(school.Code, 40 + _county.Days(400), 500 + _county.Days(9_000)))];
        await player.Get<Declarations>().SayAsync(new DeclareSchoolValues(Guid.CreateVersion7(), year, player.Today, stage, item, schools, "装备科统计"), new DeclareSchoolValues.Validator(), player.Bureau, default);
        Told("values", year, _county.Code, About(stage, item), [], [.. schools.Select(school => (school.Pupils, (double)school.Total))]);
    }

    private void Told(string what, int year, string unit, string about, int[] numbers, (int, double)[] schools) =>
        player.Facts.Declared.Add(new Declaration(what, year, unit, player.Today, about, numbers, schools, player.Facts.Record()));

    private static string About(Stage stage, ResourceItem item) => $"{stage.Code()} {item.Code()}";

    private static string Line(string what, IDeclared declared, string about, decimal? value) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} {declared.Unit} {about} {declared.SchoolYear}: {value:0.000000}");
}
