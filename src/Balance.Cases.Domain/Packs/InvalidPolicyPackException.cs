namespace Balance.Cases.Domain.Packs;

/// <summary>A pack's file breaks a rule; says where and why.</summary>
public sealed class InvalidPolicyPackException(string pack, int line, string reason, Exception? inner = null)
    : Exception(line > 0 ? $"Policy pack {pack}, line {line}: {reason}" : $"Policy pack {pack}: {reason}", inner)
{
    /// <summary>The pack's name.</summary>
    public string Pack { get; } = pack;

    /// <summary>Line of the file, from 1; 0 where it is none's.</summary>
    public int Line { get; } = line;

    /// <summary>What is wrong and what would be right.</summary>
    public string Reason { get; } = reason;
}
