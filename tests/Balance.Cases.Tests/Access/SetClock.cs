namespace Balance.Cases.Tests.Access;

/// <summary>A clock that goes on only when a test puts it ahead: a code of half a minute stays what it is on a slow machine.</summary>
internal sealed class SetClock : TimeProvider
{
    private readonly DateTimeOffset _since = DateTimeOffset.UtcNow;

    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => _since + Ahead;
}
