namespace Balance.Cases.Host;

/// <summary>What a host is built for.</summary>
public enum HostPurpose
{
    /// <summary>To serve until it is told to end.</summary>
    Serve,

    /// <summary>To do one verb of the command line: nothing listens, no role runs.</summary>
    Verb,

    /// <summary>To be asked by tests, in memory.</summary>
    Test,
}
