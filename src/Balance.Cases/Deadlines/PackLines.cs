using System.Globalization;
using Balance.Cases.Domain.Calendar;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Indicators;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Deadlines;

/// <summary>What a pack says in one place, for those who read it.</summary>
/// <param name="Path">Its place in the file; a target and a school year by what they are of.</param>
/// <param name="Ground">On what it rests; null: its source says.</param>
/// <param name="File">The file of the policy collection in which its words stand.</param>
public sealed record PackLine(string Path, string Name, string Says, Ground? Ground, string Source, string Quote, string? File);

/// <summary>One place of two packs; null: that pack says nothing there.</summary>
public sealed record PackDifference(PackLine? Ours, PackLine? Theirs)
{
    /// <summary>Its place in the file.</summary>
    public string Path => (Ours ?? Theirs)!.Path;

    /// <summary>What is ruled there.</summary>
    public string Name => (Ours ?? Theirs)!.Name;
}

/// <summary>Everything that a pack lays down, line by line: its page shows them, and two packs are compared by them.</summary>
public static class PackLines
{
    /// <summary>Every line of a pack.</summary>
    public static IReadOnlyList<PackLine> Of(PolicyPack pack) =>
    [
        Plain("$.document", T("依据的文件", "Made from"), $"{pack.Document.Title}（{pack.Document.Number}，{Day(pack.Document.IssuedOn)}）", pack.Title, pack.Document.File),
        Plain("$.document.version", T("版本", "Version"), pack.Id, pack.Title),
        Plain("$.document.counties", T("适用县区", "Counties"), pack.Counties.Count == 0 ? T("未指定政策包的县区", "those that no other pack names") : string.Join(T("、", ", "), pack.Counties), pack.Title),
        .. pack.Rules.Select(rule => Rule(rule.Path, rule.Rule)),
        HomeTeachingPeriod(pack.Disability.HomeTeaching),
        .. pack.Calendar.SelectMany(year => Year(year, pack.CalendarSource)),
        .. pack.Targets.Select(Aim),
    ];

    /// <summary>Where two packs say or rest on something else, in the order of the first.</summary>
    public static IReadOnlyList<PackDifference> Between(PolicyPack ours, PolicyPack theirs)
    {
        var (here, there) = (Of(ours), Of(theirs).ToLookup(line => line.Path));
        return
        [
            .. here.Select(line => new PackDifference(line, there[line.Path].FirstOrDefault())).Where(both => both.Ours != both.Theirs),
            .. there.SelectMany(lines => lines).ExceptBy(here.Select(line => line.Path), line => line.Path).Select(line => new PackDifference(null, line)),
        ];
    }

    // A paper is at its place in the list, and compared by its kind.
    private static PackLine Rule(string path, IGrounded rule)
    {
        var (at, name) = rule is PaperTitle paper ? ($"$.papers[{paper.Kind.Code()}]", Say(paper.Kind)) : (path, PackWords.NameOf(path));
        return new(at, name, PackWords.Says(path, rule), rule.Ground, rule.Source, rule.Quote, rule.File);
    }

    private static PackLine HomeTeachingPeriod(HomeTeachingNorm norm) => new("$.disability.homeTeaching.per", T("送教次数按", "Home-teaching sessions counted"),
        Say(norm.Per), norm.Visits.Ground, norm.Visits.Source, norm.Visits.Quote, norm.Visits.File);

    private static IEnumerable<PackLine> Year(CalendarYear year, string source)
    {
        PackLine Line(string kind, string name, IEnumerable<string> days) => Plain($"$.calendar[{year.SchoolYear}].{kind}", T($"{year.SchoolYear} 学年{name}", $"{year.SchoolYear}, {name}"), string.Join(T("；", "; "), days), source);
        yield return Line("terms", T("学期", "terms"), year.Terms.Select(Stretch));
        yield return Line("holidays", T("放假", "holidays"), year.Holidays.Select(Stretch));
        yield return Line("makeUpDays", T("调休上课", "lessons made up on"), year.MakeUpDays.Select(day => Day(day)));
    }

    private static string Stretch(Days days) => $"{days.Name} {Day(days.From)} — {Day(days.Until)}";

    private static PackLine Aim(Target target)
    {
        var stage = target.Stage is { } of ? T($"（{of.Chinese()}）", $" ({Say(of)})") : "";
        var from = target.FromYear is { } year ? T($"，自 {year} 学年", $", from {year}") : "";
        return new(string.Create(CultureInfo.InvariantCulture, $"$.targets[{target.Measure.Code()}.{target.Stage?.Code()}.{target.FromYear}]"),
            $"{Say(target.Measure)}{stage}{from}", target.Words(), null, target.Source, target.Quote, target.File);
    }

    private static PackLine Plain(string path, string name, string says, string source, string? file = null) => new(path, name, says, null, source, "", file);
}
