namespace Balance.Cases.Tests.Year;

/// <summary>It is ten in the morning of whichever day the script has come to.</summary>
internal sealed class YearClock : TimeProvider
{
    public DateOnly Today { get; set; } = new(2026, 8, 1);

    public override DateTimeOffset GetUtcNow() => new(Today.ToDateTime(new TimeOnly(2, 0)), TimeSpan.Zero);
}
