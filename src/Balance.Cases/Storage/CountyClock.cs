namespace Balance.Cases.Storage;

/// <summary>The calendar of the counties: one time zone, whatever the server's.</summary>
public static class CountyClock
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>Today in Asia/Shanghai.</summary>
    public static DateOnly Today(this TimeProvider clock) => DayOf(clock.GetUtcNow());

    /// <summary>The day of a moment in Asia/Shanghai.</summary>
    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Shanghai).DateTime);
}
