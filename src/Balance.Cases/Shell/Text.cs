using System.Globalization;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Shell;

/// <summary>Words of the screens, Chinese and English side by side where they are used; the request's culture decides.</summary>
public static class Text
{
    /// <summary>The language that is shown where nothing else was chosen.</summary>
    public const string Default = "zh-CN";

    /// <summary>The words in the language of this request.</summary>
    public static string T(string chinese, string english) => IsEnglish ? english : chinese;

    /// <summary>A coded value: its Chinese name, or its code as English words.</summary>
    public static string Say<TTerm>(TTerm value) where TTerm : struct, Enum => T(value.Chinese(), value.Code().Replace('_', ' '));

    /// <summary>The value of <c>lang</c>.</summary>
    public static string Language => IsEnglish ? "en" : Default;

    /// <summary>A day, as lists and forms show it.</summary>
    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "—";

    /// <summary>A day in a sentence.</summary>
    public static string LongDay(DateOnly day) => IsEnglish
        ? day.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en"))
        : day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    /// <summary>A moment by the clock of the county, to the minute.</summary>
    public static string Moment(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, County).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A count with thousands set apart.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A rate (0.0181) as per cent (1.81%); a dash where there is nothing to divide by.</summary>
    public static string Percent(decimal? rate, int digits = 2) => rate is { } value
        ? (value * 100).ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + "%"
        : "—";

    private static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    private static readonly TimeZoneInfo County = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
}
