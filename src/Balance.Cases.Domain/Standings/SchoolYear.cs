namespace Balance.Cases.Domain.Standings;

/// <summary>School year Y runs from 1 September Y to 31 August Y+1 (教育学名词; indicators.md).</summary>
public readonly record struct SchoolYear(int Year)
{
    /// <summary>1 September.</summary>
    public DateOnly First => new(Year, 9, 1);

    /// <summary>31 August of the next calendar year.</summary>
    public DateOnly Last => new(Year + 1, 8, 31);

    /// <summary>The school year in which a day lies.</summary>
    public static SchoolYear Of(DateOnly day) => new(day.Month >= 9 ? day.Year : day.Year - 1);

    /// <summary>Whether the day lies in this school year.</summary>
    public bool Holds(DateOnly day) => day >= First && day <= Last;

    /// <summary>Whole years on 31 August of the year in which it begins: the age that makes a child of school age.</summary>
    public int AgeOf(DateOnly born) => Year - born.Year - (born.Month > 8 ? 1 : 0);

    /// <summary>Aged 6 to 14 on 31 August Y.</summary>
    public bool IsSchoolAge(DateOnly born) => AgeOf(born) is >= 6 and <= 14;

    /// <summary>The next 31 August on or after a day.</summary>
    public static DateOnly NextEnd(DateOnly day) => Of(day).Last;
}
