namespace Balance.Cases.Storage;

/// <summary>What a node does.</summary>
[Flags]
public enum NodeRoles
{
    /// <summary>Neither: a verb of the command line, which does its one thing and ends.</summary>
    None = 0,

    /// <summary>Serves pages and endpoints.</summary>
    Web = 1,

    /// <summary>Runs projections, timers and queued messages.</summary>
    Worker = 2,
}

/// <summary>How this node is set up (<c>Balance:*</c>), validated before anything starts.</summary>
public sealed record CasesOptions
{
    /// <summary>Attachments, and the embedded cluster where there is one.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The keys, beside the data and never inside it.</summary>
    public required string KeysFolder { get; init; }

    /// <summary>What this node does.</summary>
    public NodeRoles Roles { get; init; }

    /// <summary>Whether an empty database gets the demonstration county.</summary>
    public bool Demo { get; init; }
}
