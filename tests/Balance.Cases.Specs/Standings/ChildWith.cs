using System.Globalization;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Specs.Standings;

/// <summary>A child with dated steps, recorded in the order in which they are named here, and rolls.</summary>
internal sealed class ChildWith
{
    private readonly List<DatedStep> _steps = [];
    private readonly List<RollMark> _rolls = [];

    public ChildWith Dropout(string on, string? school = null, int? grade = null) => Step(on, new Dropout(school, grade));

    public ChildWith Return(string on, ReturnPlacement placement = ReturnPlacement.Regular) => Step(on, new Return(placement, null, null));

    public ChildWith Found(string on, Finding finding, string? until = null) => Step(on, new Found(finding, until is null ? null : Day(until)));

    public ChildWith Check(string on, AttendanceResult result) => Step(on, new Check(result));

    public ChildWith Placed(string on, Placement placement) => Step(on, new Placed(placement, null));

    /// <summary>A roll of the county, of the school year in which it is dated unless said otherwise; no status: the child is not on it.</summary>
    public ChildWith Roll(string on, RollStatus? status = null, int? year = null)
    {
        _rolls.Add(new RollMark(year ?? SchoolYear.Of(Day(on)).Year, Day(on), status));
        return this;
    }

    public Standing On(string day) => Standing.On(Day(day), _steps, _rolls);

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private ChildWith Step(string on, Step step)
    {
        _steps.Add(new DatedStep(Day(on), _steps.Count + 1, step));
        return this;
    }
}
