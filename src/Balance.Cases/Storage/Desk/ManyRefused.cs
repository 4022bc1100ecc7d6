namespace Balance.Cases.Storage.Desk;

/// <summary>A file in which a command could not be done.</summary>
/// <param name="Child">Whose file.</param>
/// <param name="Refused">Why not; null: it changed.</param>
/// <param name="Changed">It changed since the officer saw it; null: it was refused.</param>
public sealed record Hindrance(Guid Child, Refusal? Refused, Conflict? Changed);

/// <summary>A command in several files cannot be done in some of them; nothing happened in any.</summary>
/// <param name="hindrances">Those files, in the order in which they were asked for.</param>
public sealed class ManyRefused(IReadOnlyList<Hindrance> hindrances) : Exception($"{hindrances.Count} of the files do not allow it.")
{
    /// <summary>The files that do not allow it.</summary>
    public IReadOnlyList<Hindrance> Hindrances { get; } = hindrances;
}
