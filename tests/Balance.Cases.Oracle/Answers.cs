using System.Globalization;

namespace Balance.Cases.Oracle;

/// <summary>The figures of a day as known at a moment (indicators.md), a line each: what is counted, of which unit, how much.</summary>
public sealed class Answers
{
    private static readonly string[] Stages = ["primary", "junior"];

    private readonly Known _known;
    private readonly DateOnly _day;
    private readonly int _year;
    private readonly Dictionary<int, Stand> _stands = [];
    private readonly IReadOnlyList<PersonRow> _present;
    private readonly HashSet<int> _disabled;
    private readonly KnownRoll? _roll;

    public Answers(Known known, DateOnly day)
    {
        (_known, _day, _year, _roll) = (known, day, SchoolYears.Of(day), known.RollOf(day));
        _present = [.. Known.Latest(known.Population, day).Where(row => row.Status == "present")];
        _disabled = [.. Known.Latest(known.Disability, day)];
    }

    private Facts Facts => _known.Facts;

    /// <summary>Every figure that a county is answered with.</summary>
    public IEnumerable<string> Figures() => [.. Dropout(), .. Enrolment(), .. Disabled(), .. Migrants(), .. Returned(), $"out: {Out}"];

    /// <summary>动态清零.</summary>
    public int Out => _known.Told.Count(child => Of(child).Out);

    private IEnumerable<string> Dropout()
    {
        var rows = new Dictionary<string, int[]>();
        var unplaced = 0;
        foreach (var stage in Stages) rows[$"dropout {Facts.County} {stage}"] = new int[5];
        if (_known.Rolls.FirstOrDefault(roll => roll.Year == _year) is { } baseline)
            foreach (var row in baseline.Rows.Values.Where(row => row.Status == "enrolled"))
            {
                Add(row.School, row.Grade, 0);
                // By the practice of 两基 leave, deaths and transfers count too.
                if (_roll?.StatusOf(row.Child) is "suspended" or "transferred_out" or "deceased" && !(Of(row.Child) is { Out: true, LastDropout: { } lost } && lost.On >= SchoolYears.Start(_year))) Add(row.School, row.Grade, 4);
            }
        foreach (var child in _known.Told)
        {
            var stand = Of(child);
            if (stand.LastDropout is not { } last) continue;
            var isOfThisYear = last.On >= SchoolYears.Start(_year);
            if (PlaceOf(child, last) is not ({ } school, { } grade))
            {
                if (isOfThisYear) unplaced++;
                continue;
            }
            if (stand.DroppedOutThisYear) Add(school, grade, 1);
            if (stand.Out) Add(school, grade, isOfThisYear ? 2 : 3);
        }
        var shown = rows.Where(row => row.Key.StartsWith($"dropout {Facts.County} ", StringComparison.Ordinal) || row.Value.Any(count => count > 0)).ToList();
        return
        [
            .. shown.Select(row => $"{row.Key}: {string.Join(' ', row.Value.Take(4))} {Share(row.Value[2], row.Value[0])}"), $"unplaced: {unplaced}",
            .. shown.Select(row => $"{row.Key.Replace("dropout", "practice", StringComparison.Ordinal)}: {row.Value[0]} {row.Value[2]} {row.Value[4]} {Share(row.Value[2] + row.Value[4], row.Value[0])}"),
        ];

        void Add(string school, int grade, int column)
        {
            if (!_known.Schools.TryGetValue(school, out var of) || of.Township is not { } township) return;
            foreach (var unit in new[] { school, township, Facts.County }) Count(rows, $"dropout {unit} {(grade <= Facts.Rules.LastPrimaryGrade ? "primary" : "junior")}", 5, column);
        }
    }

    /// <summary>Standing returns ÷ ever dropped out, of whatever school year, by the place of the last dropout; whom nothing places is the county's.</summary>
    private IEnumerable<string> Returned()
    {
        var rows = new Dictionary<string, int[]> { [$"returned {Facts.County}"] = new int[3] };
        foreach (var (child, last) in _known.Told.Select(child => (child, Of(child).LastDropout)))
        {
            if (last is null) continue;
            var units = new List<string> { Facts.County };
            if (PlaceOf(child, last).School is { } school && _known.Schools.TryGetValue(school, out var of) && of.Township is { } township) units.AddRange([school, township]);
            foreach (var line in units.Select(unit => $"returned {unit}"))
            {
                Count(rows, line, 3, 0);
                if (Of(child).ReturnStands) Count(rows, line, 3, 1);
                if (Of(child).Out) Count(rows, line, 3, 2);
            }
        }
        return rows.Select(row => $"{row.Key}: {string.Join(' ', row.Value)} {Share(row.Value[1], row.Value[0])}");
    }

    /// <summary>Where a dropout happened: what was said of it, else the last roll by then that knows the child.</summary>
    private (string? School, int? Grade) PlaceOf(int child, Happening dropout)
    {
        var by = _known.Rolls.LastOrDefault(roll => roll.On <= dropout.On && roll.Rows.ContainsKey(child))?.Rows[child];
        return (dropout.School ?? by?.School, dropout.Grade ?? by?.Grade);
    }

    private IEnumerable<string> Enrolment()
    {
        var rows = new Dictionary<string, int[]>();
        foreach (var stage in Stages) rows[$"enrolment {Facts.County} {stage}"] = new int[5];
        foreach (var (person, column) in Counted())
            foreach (var unit in new[] { person.Township, Facts.County })
            {
                var line = $"enrolment {unit} {(SchoolYears.Age(Facts.Born[person.Child], _year) < 6 + Facts.Rules.LastPrimaryGrade ? "primary" : "junior")}";
                Count(rows, line, 5, 0);
                Count(rows, line, 5, column);
            }
        return rows.Select(row => $"{row.Key}: {string.Join(' ', row.Value)} {(_roll is null ? "-" : Share(row.Value[1], row.Value[0]))}");
    }

    private IEnumerable<string> Disabled()
    {
        var rows = new Dictionary<string, int[]>();
        foreach (var (person, column) in Counted().Where(one => _disabled.Contains(one.Person.Child)))
            foreach (var unit in new[] { person.Township, Facts.County })
            {
                Count(rows, $"disabled {unit}", 2, 0);
                if (column == 1) Count(rows, $"disabled {unit}", 2, 1);
            }
        return rows.Select(row => $"{row.Key}: {string.Join(' ', row.Value)} {(_roll is null ? "-" : Share(row.Value[1], row.Value[0]))}");
    }

    private IEnumerable<string> Migrants()
    {
        var rows = new Dictionary<string, int[]>();
        foreach (var (person, column) in Counted().Where(one => one.Person.Residence == "migrant" && one.Part == 1))
            foreach (var unit in new[] { person.Township, Facts.County })
            {
                Count(rows, $"migrants {unit}", 2, 0);
                // The school is the roll's; of one whom no roll shows at school, nobody can say that its place is public.
                if (_known.HasPlace(person.Child, _day)) Count(rows, $"migrants {unit}", 2, column);
            }
        return rows.Select(row => $"{row.Key}: {string.Join(' ', row.Value)} {Share(row.Value[1], row.Value[0])}");
    }

    /// <summary>Children of the enrolment rate, each in the one part that it is in: 1 enrolled, 2 suspended, 3 deferred, 4 out of school.</summary>
    private IEnumerable<(PersonRow Person, int Part)> Counted()
    {
        foreach (var person in _present.Where(row => SchoolYears.IsOfSchoolAge(Facts.Born[row.Child], _year)))
        {
            var stand = Of(person.Child);
            if (stand.Finding is "deceased" or "emigrated" or "moved_away" or "duplicate" or "under_age") continue;
            yield return (person, stand.Enrolled ? 1 : stand.Finding == "deferred" ? 3 : stand.OnRoll == "suspended" && !stand.Out ? 2 : 4);
        }
    }

    /// <summary>Where a child stands on the day.</summary>
    public Stand Of(int child) => _stands.TryGetValue(child, out var stand) ? stand : _stands[child] = Stand.On(_known, child, _day);

    /// <summary>Exact, rounded once to six places; nothing where there is nothing to divide by.</summary>
    internal static string Share(decimal part, decimal whole) =>
        whole == 0 ? "-" : Math.Round(part / whole, 6, MidpointRounding.AwayFromZero).ToString("0.000000", CultureInfo.InvariantCulture);

    private static void Count(Dictionary<string, int[]> rows, string line, int columns, int column)
    {
        if (!rows.TryGetValue(line, out var counts)) rows[line] = counts = new int[columns];
        counts[column]++;
    }
}
