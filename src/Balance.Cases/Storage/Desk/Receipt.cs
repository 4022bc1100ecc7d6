namespace Balance.Cases.Storage.Desk;

/// <summary>The answer to a command: what it came to. The same command answers the same again.</summary>
/// <param name="Command">The command's id.</param>
/// <param name="Child">Whose file it acted on.</param>
/// <param name="Version">Version of the file after it.</param>
/// <param name="Entries">The entries made; none where nothing was new.</param>
public sealed record Receipt(Guid Command, Guid Child, long Version, IReadOnlyList<Guid> Entries);

/// <summary>The answer to a command in several files: one receipt a file, in the order in which they were asked for.</summary>
public sealed record ManyReceipt(Guid Command, IReadOnlyList<Receipt> Cases);

/// <summary>What tells a command from every other, and a repetition from another use of its id.</summary>
/// <param name="Id">Chosen by whoever sends it.</param>
/// <param name="Payload">Digest of everything that it asks for.</param>
public readonly record struct CommandSlip(Guid Id, byte[] Payload);

/// <summary>A receipt as it is kept, in the transaction of the events, for two school years.</summary>
public sealed record KeptReceipt
{
    /// <summary>The command's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Digest of what it asked for.</summary>
    public required byte[] Payload { get; init; }

    /// <summary>What it was told; null: it was a command in several files.</summary>
    public Receipt? Answer { get; init; }

    /// <summary>What a command in several files was told.</summary>
    public ManyReceipt? Answers { get; init; }

    /// <summary>When it was kept, by the application's clock.</summary>
    public required DateTimeOffset At { get; init; }
}
