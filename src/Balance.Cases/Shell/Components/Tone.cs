namespace Balance.Cases.Shell.Components;

/// <summary>What a colour means, everywhere the same.</summary>
public enum Tone
{
    /// <summary>Closed, withdrawn, nothing to do.</summary>
    Neutral,

    /// <summary>Under way.</summary>
    Info,

    /// <summary>Returned, met, done.</summary>
    Good,

    /// <summary>Suspected, due soon.</summary>
    Warning,

    /// <summary>Dropped out, overdue, missed.</summary>
    Bad,
}

internal static class Tones
{
    public static string Class(this Tone tone) => tone switch
    {
        Tone.Info => "tone-info",
        Tone.Good => "tone-good",
        Tone.Warning => "tone-warning",
        Tone.Bad => "tone-bad",
        _ => "tone-neutral",
    };
}
