namespace Balance.Cases.Domain.People;

/// <summary>Narrative about a child, sealed under the child's own key: base64 cipher, never plain.</summary>
public readonly record struct SealedText(string Cipher);
