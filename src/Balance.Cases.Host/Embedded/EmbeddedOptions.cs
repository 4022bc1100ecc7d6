namespace Balance.Cases.Host.Embedded;

/// <summary>Where the host's own PostgreSQL lives and how careful it is with the disk.</summary>
public sealed record EmbeddedOptions
{
    /// <summary>The cluster, its log and its lease files lie here.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The passwords of the database's roles lie here: beside the data, never inside it, so that a copy of the data opens nothing.</summary>
    public required string KeysFolder { get; init; }

    /// <summary>False lets a power cut destroy the cluster: for tests only.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>A server's <c>bin</c> folder to use in place of the one that is found.</summary>
    public string? BinariesFolder { get; init; }
}
