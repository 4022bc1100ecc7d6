using System.Globalization;
using System.Text.Json;
using Alba;
using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Indicators;
using Balance.Cases.Oracle;
using Balance.Cases.Storage;
using Balance.Cases.Tests.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Year;

/// <summary>One host on a database of its own, for the years of all packs.</summary>
public sealed class YearHost(TestDatabase databases) : IAsyncLifetime
{
    private IAlbaHost? _host;

    internal YearClock Clock { get; } = new();

    public IAlbaHost Host => _host!;

    public IServiceProvider Services => Host.Services;

    public CasesDatabase Database { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Database = await databases.NewDatabaseAsync();
        _host = await databases.StartHostAsync(Database, more: builder => builder.Services.AddSingleton<TimeProvider>(Clock));
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
    }
}

/// <summary>
/// A school year of a county, played through the product's own doors from September's registers to August's figures, under each pack. What the
/// product answers, of several days and as known at several moments, is what a calculation gives that knows nothing of the product.
/// </summary>
public sealed class YearTests(YearHost host, ITestOutputHelper output) : IClassFixture<YearHost>
{
    private const int Children = 2_000;

    /// <summary>County, name of the pack that it runs under, last grade of primary school, hours a year at home, hours of a session, and a seed.</summary>
    public static TheoryData<string, string, int, int, int, int> Packs => new()
    {
        { "900999", "national", 6, 72, 2, 1 },
        { "211381", "beipiao-2019", 6, 72, 2, 2 },
        { "371602", "binzhou-2023", 6, 216, 3, 3 },
        { "310113", "baoshan-2018", 5, 72, 2, 4 },
        { "220281", "jiaohe-2009", 6, 72, 2, 5 },
    };

    [Theory, MemberData(nameof(Packs))]
    public Task A_year_of_two_thousand_children_comes_out_as_counted_by_hand(string county, string pack, int lastPrimary, int hours, int hoursEach, int seed) =>
        PlayAsync(county, pack, lastPrimary, hours, hoursEach, seed, Children);

    /// <summary>By a command of its own (docs/testing.md): it takes minutes.</summary>
    [Theory(Explicit = true), MemberData(nameof(Packs))]
    public Task A_year_of_twenty_thousand_children_comes_out_as_counted_by_hand(string county, string pack, int lastPrimary, int hours, int hoursEach, int seed) =>
        PlayAsync(county, pack, lastPrimary, hours, hoursEach, seed + 100, 10 * Children);

    private async Task PlayAsync(string county, string pack, int lastPrimary, int hours, int hoursEach, int seed, int children)
    {
        var began = TimeProvider.System.GetTimestamp();
        PolicyPack.For(county).Name.ShouldBe(pack);
        var facts = new Facts(county, new(lastPrimary, hours, hoursEach, Terms, Holidays, MadeUp));
        var drawn = new YearCounty(county, lastPrimary, children, seed);
        facts.Born.AddRange(drawn.Children.Select(child => child.Born));
        host.Clock.Today = new(2026, 8, 1);
        var year = new YearScript(new YearPlayer(host.Services, host.Database, host.Clock, drawn, facts), children / Children);
        await year.PlayAsync();
        await AnswersOverHttpAsync(facts, new(2027, 8, 31));
        output.WriteLine($"{facts.Happened.Count} steps, {facts.Corrections.Count} put right, {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s");
    }

    /// <summary>What the bureau is answered over HTTP when it asks for August.</summary>
    private async Task AnswersOverHttpAsync(Facts facts, DateOnly day)
    {
        var bureau = await host.Host.SignedInAsync(await host.Host.HireAsync(facts.County));
        var answer = JsonDocument.Parse(await bureau.GetStringAsync($"/api/indicators?asOf={YearPlayer.Iso(day)}")).RootElement;
        Same(new Answers(new Known(facts, facts.Moment), day).Figures().Where(line => !line.StartsWith("out:", StringComparison.Ordinal)),
        [
            .. Rows("dropout", "dropout", "enrolledAtStart", "everDroppedOut", "droppedOut", "carriedOver"), $"unplaced: {answer.GetProperty("unplaced").GetInt32()}",
            .. Rows("dropoutOfPractice", "practice", "enrolledAtStart", "droppedOut", "leftOtherwise"),
            .. Rows("enrolment", "enrolment", "schoolAge", "enrolled", "suspended", "deferred", "outOfSchool"),
            .. Rows("disability", "disabled", "schoolAge", "enrolled"), .. Rows("migrants", "migrants", "enrolled", "placed"),
            .. Rows("returned", "returned", "everOut", "returned", "out"),
        ], "over HTTP");

        IEnumerable<string> Rows(string part, string name, params string[] counts) => answer.GetProperty(part).EnumerateArray().Select(row =>
            $"{name} {row.GetProperty("unit").GetString()}{(row.TryGetProperty("stage", out var stage) ? " " + stage.GetString() : "")}: {string.Join(' ', counts.Select(count => row.GetProperty(count).GetInt32()))} {Rate(row.TryGetProperty("rate", out var rate) && rate.ValueKind == JsonValueKind.Number ? rate.GetDecimal() : null)}");
    }

    /// <summary>Lines of the product, as the other calculation writes them.</summary>
    internal static IEnumerable<string> Lines(CountyFigures figures) =>
    [
        .. figures.Dropout.Select(row => $"dropout {row.Unit} {row.Stage.Code()}: {row.EnrolledAtStart} {row.EverDroppedOut} {row.DroppedOut} {row.CarriedOver} {Rate(row.Rate)}"),
        .. figures.Dropout.Select(row => $"practice {row.Unit} {row.Stage.Code()}: {row.EnrolledAtStart} {row.DroppedOut} {row.LeftOtherwise} {Rate(row.RateOfPractice)}"),
        $"unplaced: {figures.Unplaced}",
        .. figures.Enrolment.Select(row => $"enrolment {row.Unit} {row.Stage.Code()}: {row.SchoolAge} {row.Enrolled} {row.Suspended} {row.Deferred} {row.OutOfSchool} {Rate(row.Rate)}"),
        .. figures.Disability.Select(row => $"disabled {row.Unit}: {row.SchoolAge} {row.Enrolled} {Rate(row.Rate)}"),
        .. figures.Migrants.Select(row => $"migrants {row.Unit}: {row.Enrolled} {row.Placed} {Rate(row.Rate)}"),
        .. figures.Returned.Select(row => $"returned {row.Unit}: {row.EverOut} {row.Returned} {row.Out} {Rate(row.Rate)}"),
        $"out: {figures.Out}",
    ];

    /// <summary>The same lines on both sides, in whatever order; what differs is said.</summary>
    internal static void Same(IEnumerable<string> expected, IEnumerable<string> actual, string what)
    {
        var (hand, product) = (expected.ToList(), actual.ToList());
        string.Join('\n', product.Except(hand).Order().Select(line => "product   " + line).Concat(hand.Except(product).Order().Select(line => "by hand   " + line)))
            .ShouldBeEmpty(what);
        product.Count.ShouldBe(hand.Count, what);
    }

    private static string Rate(decimal? rate) => rate?.ToString("0.000000", CultureInfo.InvariantCulture) ?? "-";

    // The calendar of 2026-2027, as the packs quote it.
    private static readonly (DateOnly, DateOnly)[] Terms = [(new(2026, 9, 1), new(2027, 1, 22)), (new(2027, 2, 22), new(2027, 7, 9))];

    private static readonly (DateOnly, DateOnly)[] Holidays =
    [
        (new(2026, 9, 25), new(2026, 9, 27)), (new(2026, 10, 1), new(2026, 10, 7)), (new(2027, 1, 1), new(2027, 1, 3)), (new(2027, 4, 3), new(2027, 4, 5)),
        (new(2027, 5, 1), new(2027, 5, 5)), (new(2027, 6, 9), new(2027, 6, 9)),
    ];

    private static readonly DateOnly[] MadeUp = [new(2026, 9, 20), new(2026, 10, 10)];
}
