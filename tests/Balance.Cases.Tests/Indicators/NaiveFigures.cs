using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Tests.Indicators;

/// <summary>
/// The figures counted anew from the rows as they were sent, child by child, as indicators.md says it and with nothing of the product's:
/// no fold, no database, no rates. Slow and plain on purpose.
/// </summary>
/// <param name="moment">0: before the late steps and the late roll; 1: with them; 2: with corrections and withdrawals.</param>
public sealed class NaiveFigures(RandomCounty county, DateOnly day, int moment)
{
    private enum Home { No, Placed, Returned }

    private sealed class State
    {
        public SentStep? Dropout, Return;
        public DateOnly DropoutOn, ReturnOn;
        public bool DroppedOutThisYear, Absent;
        public Finding? Finding;
        public Home Home;
    }

    private readonly int year = day.Month >= 9 ? day.Year : day.Year - 1;

    private DateOnly Start => new(year, 9, 1);

    private List<SentRoll> Rolls => [.. county.Rolls.Where(roll => moment > 0 || !roll.Late)];

    private static int YearOf(SentRoll roll) => roll.On.Month >= 9 ? roll.On.Year : roll.On.Year - 1;

    private SentRoll? RollOfDay => Rolls.LastOrDefault(roll => YearOf(roll) == year && roll.On <= day);

    /// <summary>Everything as lines, in no order: <c>unit kind stage counts</c>.</summary>
    public HashSet<string> Lines()
    {
        var lines = new Dictionary<string, int[]>();
        var outOnDay = 0;
        var unplaced = 0;
        foreach (var stage in new[] { "Primary", "Junior" })
        {
            lines[$"dropout county {stage}"] = new int[4];
            lines[$"enrolment county {stage}"] = new int[5];
        }

        if (Rolls.FirstOrDefault(roll => YearOf(roll) == year) is { } baseline)
            for (var child = 0; child < county.Born.Count; child++)
                if (RowOf(baseline, child) is { Status: RollStatus.Enrolled } row) AddDropout(row.School, row.Grade, 0);

        for (var child = 0; child < county.Born.Count; child++)
        {
            var state = StateOf(child);
            var isOut = IsOut(state);
            if (isOut) outOnDay++;
            if (state.Dropout is { } dropout)
            {
                var row = Rolls.Where(roll => roll.On <= state.DropoutOn).Select(roll => RowOf(roll, child)).LastOrDefault(row => row is not null);
                int? school = dropout.School ?? row?.School, grade = dropout.Grade ?? row?.Grade;
                var placed = school is not null && grade is not null;
                var thisYear = state.DropoutOn >= Start;
                if (!placed && thisYear) unplaced++;
                if (placed && state.DroppedOutThisYear) AddDropout(school!.Value, grade!.Value, 1);
                if (placed && isOut) AddDropout(school!.Value, grade!.Value, thisYear ? 2 : 3);
            }
            Enrol(child, state, isOut);
        }
        var known = RollOfDay is not null;
        return
        [
            .. lines.Where(line => line.Key.Contains("county", StringComparison.Ordinal) && !line.Key.StartsWith("disability", StringComparison.Ordinal) || line.Value.Any(count => count > 0))
                .Select(line => $"{line.Key}: {string.Join(' ', line.Value)}{(line.Key.StartsWith("dropout", StringComparison.Ordinal) ? "" : known ? " known" : " unknown")}"),
            $"unplaced {unplaced}", $"out {outOnDay}",
        ];

        void AddDropout(int school, int grade, int column)
        {
            if (school == 2) return;
            foreach (var unit in new[] { $"school{school}", $"township{school}", "county" }) Count($"dropout {unit} {(grade <= 6 ? "Primary" : "Junior")}", 4, column);
        }

        void Enrol(int child, State state, bool isOut)
        {
            var register = county.Population.LastOrDefault(register => register.On <= day);
            if (register.Rows is null || register.Rows[child] is not { Status: PopulationStatus.Present } person) return;
            var born = county.Born[child];
            var age = year - born.Year - (born.Month > 8 ? 1 : 0);
            if (age is < 6 or > 14) return;
            if (state.Finding is Finding.Deceased or Finding.Emigrated or Finding.MovedAway or Finding.Duplicate or Finding.UnderAge) return;
            var status = RollOfDay is { } roll ? RowOf(roll, child)?.Status : null;
            var column = IsEnrolled(state, isOut, status) ? 1 : state.Finding == Finding.Deferred ? 3 : status == RollStatus.Suspended && !isOut ? 2 : 4;
            foreach (var unit in new[] { $"township{person.Township}", "county" })
            {
                Count($"enrolment {unit} {(age <= 11 ? "Primary" : "Junior")}", 5, 0);
                Count($"enrolment {unit} {(age <= 11 ? "Primary" : "Junior")}", 5, column);
                if (!county.Disabled[child] || county.DisabledOn > day) continue;
                Count($"disability {unit}", 2, 0);
                if (column == 1) Count($"disability {unit}", 2, 1);
            }
        }

        void Count(string line, int columns, int column)
        {
            if (!lines.TryGetValue(line, out var counts)) lines[line] = counts = new int[columns];
            counts[column]++;
        }
    }

    /// <summary>The one row that counts: the best status, among equals the later in the file.</summary>
    private static SentPupil? RowOf(SentRoll roll, int child)
    {
        SentPupil? best = null;
        foreach (var row in roll.Rows.Where(row => row.Child == child))
            if (best is null || row.Status <= best.Status) best = row;
        return best;
    }

    private State StateOf(int child)
    {
        var state = new State();
        var recorded = county.Steps.Where(step => step.Child == child && (moment > 0 || !step.Late) && !(moment > 1 && step.Withdrawn))
            .OrderBy(step => step.Late).ThenBy(step => step.On).ThenBy(step => step.Line).ToList();
        foreach (var (step, on) in recorded.Select(step => (step, moment > 1 && step.CorrectedTo is { } right ? right : step.On)).OrderBy(pair => pair.Item2))
            if (on <= day) Take(state, step, on);
        return state;
    }

    private void Take(State state, SentStep step, DateOnly on)
    {
        if (step.Step == LedgerStep.Dropout || step is { Step: LedgerStep.Verify, Detail: "dropped_out" })
        {
            (state.Dropout, state.DropoutOn, state.Return, state.Finding, state.Home) = (step, on, null, null, Home.No);
            state.DroppedOutThisYear |= on >= Start;
        }
        else if (step.Step == LedgerStep.Verify)
        {
            var finding = Term.Parse<Finding>(step.Detail);
            var ends = new DateOnly(on.Month >= 9 ? on.Year + 1 : on.Year, 8, 31);
            if (step.Until is { } until && until < ends) ends = until;
            var forGood = finding is Finding.Deceased or Finding.Emigrated or Finding.MovedAway or Finding.Duplicate or Finding.Graduated;
            state.Finding = forGood || ends >= day ? finding : null;
        }
        else if (step.Step == LedgerStep.Return)
        {
            (state.Return, state.ReturnOn, state.Finding, state.Absent) = (step, on, null, false);
            state.Home = step.Detail == "home_teaching" ? Home.Returned : Home.No;
        }
        else if (step.Step == LedgerStep.AttendanceCheck)
        {
            state.Absent = step.Detail == "absent";
        }
        else
        {
            state.Home = step.Detail == "home_teaching" ? Home.Placed : Home.No;
        }
    }

    private bool Stands(State state)
    {
        if (state.Return is null || state.Absent) return false;
        if (state.Return.Detail is "vocational" or "home_teaching") return true;
        var next = Rolls.FirstOrDefault(roll => roll.On > state.ReturnOn && roll.On <= day);
        return next is null || RowOf(next, state.Return.Child) is { Status: not RollStatus.Withdrawn };
    }

    private bool IsOut(State state) => state.Dropout is not null && !Stands(state)
        && state.Finding is not (Finding.Deceased or Finding.Emigrated or Finding.MovedAway or Finding.Duplicate or Finding.Graduated or Finding.StudyingElsewhere);

    private bool IsEnrolled(State state, bool isOut, RollStatus? status)
    {
        if (isOut) return false;
        if (status is RollStatus.Enrolled or RollStatus.Graduated) return true;
        if (state.Finding is Finding.StudyingElsewhere or Finding.Graduated) return true;
        if (state.Home == Home.Placed || state.Home == Home.Returned && Stands(state)) return true;
        return Stands(state) && (RollOfDay is null || RollOfDay.On <= state.ReturnOn || state.Return!.Detail == "vocational");
    }
}
