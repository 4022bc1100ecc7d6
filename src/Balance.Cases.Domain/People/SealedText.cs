namespace Balance.Cases.Domain.People;

/// <summary>Narrative about a child, encrypted under that child's own key: an event carries the cipher (Base64), the vault opens it while the child is not erased.</summary>
public readonly record struct SealedText(string Cipher)
{
    /// <summary>Nothing was written.</summary>
    public static SealedText None { get; } = new("");

    /// <summary>Whether nothing was written.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(Cipher);
}
