using System.Globalization;
using Balance.Cases.Oracle;
using Balance.Cases.Tests.Given;

namespace Balance.Cases.Tests.Year;

/// <summary>A child of the script, and what its papers say from which day on.</summary>
/// <param name="No">By which the facts name it.</param>
/// <param name="Grade">Its grade in the school year of the script; below 1 or above 9 it is on no roll.</param>
internal sealed record YearChild(int No, DateOnly Born, int Grade, string Township, string Residence, string PrimarySchool, string JuniorSchool)
{
    private readonly SortedList<DateOnly, (string? Status, DateOnly? On)> _rolls = new() { [DateOnly.MinValue] = (Residence == "away" ? null : "enrolled", null) };
    private readonly SortedList<DateOnly, string?> _register = new() { [DateOnly.MinValue] = "present" };

    public string Number { get; } = Files.Child(Born.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>The id that the vault allotted.</summary>
    public Guid Id { get; set; }

    /// <summary>The placement decided last.</summary>
    public Made Placed { get; set; }

    /// <summary>The education plan adopted last.</summary>
    public Made Plan { get; set; }

    /// <summary>Another story has it.</summary>
    public bool IsTaken { get; set; }

    /// <summary>From when until when its school has it down as absent; without an end: still.</summary>
    public (DateOnly From, DateOnly? Until)? Gone { get; set; }

    /// <summary>A school it changes to.</summary>
    public (DateOnly From, string School)? Moves { get; set; }

    /// <summary>It stands on rolls twice, the second time as transferred out of this school.</summary>
    public string? AlsoAt { get; set; }

    public bool IsGoneOn(DateOnly day) => Gone is { } gone && day >= gone.From && !(day > gone.Until);

    /// <summary>From a day on rolls show it so; null: not at all.</summary>
    public void OnRolls(DateOnly from, string? status, DateOnly? on = null) => _rolls[from] = (status, on);

    /// <summary>From a day on population registers show it so; null: not at all.</summary>
    public void InRegister(DateOnly from, string? status) => _register[from] = status;

    public int GradeIn(int year) => Grade + year - YearCounty.Year;

    public string SchoolIn(int grade, int lastPrimary, DateOnly on) =>
        Moves is { } move && move.From <= on ? move.School : grade <= lastPrimary ? PrimarySchool : JuniorSchool;

    /// <summary>Its row of a population register, if it has one.</summary>
    public PersonRow? PersonOn(DateOnly on) => At(_register, on) is { } status ? new(No, Township, Residence, status) : null;

    /// <summary>Its rows of a roll.</summary>
    public IEnumerable<PupilRow> PupilOn(DateOnly on, int year, int lastPrimary)
    {
        var (grade, (status, since)) = (GradeIn(year), At(_rolls, on));
        if (grade is < 1 or > 9 || status is null) yield break;
        if (status == "enrolled" && on.Month == 7 && (grade == 9 || grade == lastPrimary)) status = "graduated";
        if (AlsoAt is { } left) yield return new(No, left, grade, "transferred_out", null);
        yield return new(No, SchoolIn(grade, lastPrimary, on), grade, status, since);
    }

    private static T At<T>(SortedList<DateOnly, T> marks, DateOnly on) => marks.Last(mark => mark.Key <= on).Value;
}
