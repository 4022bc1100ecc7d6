using Balance.Cases.Domain.Students;

namespace Balance.Cases.Storage.Desk;

/// <summary>The file changed since the officer saw it; nothing happened, and he decides again (412).</summary>
/// <param name="child">Whose file.</param>
/// <param name="seen">The version that the command named.</param>
/// <param name="actual">The version that the file has.</param>
/// <param name="since">What was entered, corrected or withdrawn in between, in order of recording.</param>
public sealed class Conflict(Guid child, long seen, long actual, IReadOnlyList<Entry> since)
    : Exception($"The file is at version {actual}, not {seen}.")
{
    /// <summary>Whose file.</summary>
    public Guid Child { get; } = child;

    /// <summary>The version that the command named.</summary>
    public long Seen { get; } = seen;

    /// <summary>The version that the file has.</summary>
    public long Actual { get; } = actual;

    /// <summary>What was entered in between, in order of recording.</summary>
    public IReadOnlyList<Entry> Since { get; } = since;
}
