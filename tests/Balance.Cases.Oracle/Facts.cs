namespace Balance.Cases.Oracle;

/// <summary>A county as it was told: who, which day, what happened. Nothing here was read back from a product.</summary>
/// <param name="county">Six digits.</param>
/// <param name="rules">What the county's plan lays down.</param>
public sealed class Facts(string county, CountyRules rules)
{
    public string County => county;

    public CountyRules Rules => rules;

    /// <summary>Born on which day; a child is named by its place in the list.</summary>
    public List<DateOnly> Born { get; } = [];

    public List<SchoolRow> Schools { get; } = [];

    public List<Register<PersonRow>> Population { get; } = [];

    public List<Roll> Rolls { get; } = [];

    /// <summary>Who is on the list of disabled children.</summary>
    public List<Register<int>> Disability { get; } = [];

    public List<Register<AwayRow>> LeftBehind { get; } = [];

    public List<Register<AssistanceRow>> Assistance { get; } = [];

    public List<Register<AbsenceRow>> Absence { get; } = [];

    public List<Happening> Happened { get; } = [];

    /// <summary>Figures that an office declared.</summary>
    public List<Declaration> Declared { get; } = [];

    /// <summary>What was put right later.</summary>
    public List<Correction> Corrections { get; } = [];

    /// <summary>Grows with everything that is recorded: who knows up to a number knows what bears it or a lower one.</summary>
    public int Moment { get; private set; }

    /// <summary>The number of what is recorded next.</summary>
    public int Record() => ++Moment;

    /// <summary>Records that something happened.</summary>
    /// <returns>By which it is named when it is put right.</returns>
    public int Tell(Happening happening)
    {
        Happened.Add(happening with { Recorded = Record() });
        return Moment;
    }

    /// <summary>Records that an entry was wrong; null: it should never have been made.</summary>
    public void PutRight(int wrong, Happening? right) => Corrections.Add(new(wrong, right, Record()));
}

/// <summary>Numbers of a county's plan, written down by hand from it.</summary>
/// <param name="LastPrimaryGrade">6 where grades are split 6-3, 5 where they are split 5-4.</param>
/// <param name="HoursPerYear">Lesson hours that a child taught at home is owed in a school year.</param>
/// <param name="HoursEach">Lesson hours of one session there.</param>
/// <param name="LessonDays">First and last days of terms, in order.</param>
/// <param name="Holidays">First and last days of holidays within them.</param>
/// <param name="MadeUp">Weekend days on which their lessons are made up.</param>
public sealed record CountyRules(
    int LastPrimaryGrade, int HoursPerYear, int HoursEach, IReadOnlyList<(DateOnly From, DateOnly Until)> LessonDays, IReadOnlyList<(DateOnly From, DateOnly Until)> Holidays, IReadOnlyList<DateOnly> MadeUp)
{
    /// <summary>Of a school year without a calendar only weekends are free.</summary>
    public bool IsSchoolDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
        && (!LessonDays.Any(term => SchoolYears.Of(term.From) == SchoolYears.Of(day)) || LessonDays.Any(term => day >= term.From && day <= term.Until)) && !Holidays.Any(holiday => day >= holiday.From && day <= holiday.Until);

    /// <summary>The school day that is so many after a day.</summary>
    public DateOnly SchoolDaysAfter(DateOnly day, int many)
    {
        while (many > 0)
            if (IsSchoolDay(day = day.AddDays(1)) || MadeUp.Contains(day)) many--;
        return day;
    }
}

/// <summary>A row of the list of schools; without a township it lies outside the county.</summary>
public sealed record SchoolRow(string Code, string? Township, string Ownership, int Recorded);

/// <summary>A file of a day.</summary>
public sealed record Register<TRow>(DateOnly On, int Recorded, IReadOnlyList<TRow> Rows);

/// <summary>A roll of a school year.</summary>
public sealed record Roll(int Year, DateOnly On, int Recorded, IReadOnlyList<PupilRow> Rows);

public sealed record PupilRow(int Child, string School, int Grade, string Status, DateOnly? StatusOn);

public sealed record PersonRow(int Child, string Township, string Residence, string Status);

public sealed record AwayRow(int Child, bool Father, bool Mother, bool OtherCapable, int Months);

public sealed record AssistanceRow(int Child, DateOnly From, DateOnly? Until);

public sealed record AbsenceRow(int Child, DateOnly On, string Kind);

/// <summary>School, township or county, whichever answers for something or did it.</summary>
public enum Office { School, Township, County }

/// <summary>Something that happened to a child, in plain words; what words there are is read off the files that ask for them.</summary>
public sealed record Happening(int Child, DateOnly On, string What, string Detail = "")
{
    public DateOnly? Until { get; init; }

    public string? School { get; init; }

    public int? Grade { get; init; }

    public decimal Hours { get; init; }

    /// <summary>The day that it sets for something to be done by.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>A child reported as absent: since when.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>Days that were agreed on for something that comes again and again.</summary>
    public int? Every { get; init; }

    /// <summary>What it answers or tells of, by the number of that.</summary>
    public int? About { get; init; }

    /// <summary>Who did it; null: the clock.</summary>
    public Office? By { get; init; }

    /// <summary>The office that it goes to.</summary>
    public Office? To { get; init; }

    public int Recorded { get; init; }
}

/// <summary>A figure that was declared: <c>cohort</c> (entrants, transferred in, transferred out, deceased, graduates), <c>completion</c> (completed, due), <c>values</c> (of schools).</summary>
/// <param name="About">What of several such figures it is, such as stage and item.</param>
/// <param name="Schools">Pupils and total of each.</param>
public sealed record Declaration(string What, int Year, string Unit, DateOnly On, string About, IReadOnlyList<int> Numbers, IReadOnlyList<(int Pupils, double Total)> Schools, int Recorded);

/// <summary>An entry put right.</summary>
/// <param name="Right">Null: it never happened.</param>
public sealed record Correction(int Wrong, Happening? Right, int Recorded);
