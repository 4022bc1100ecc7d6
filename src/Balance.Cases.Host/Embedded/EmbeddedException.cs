namespace Balance.Cases.Host.Embedded;

/// <summary>The embedded database cannot be had; the message says to the operator why and what to do.</summary>
public sealed class EmbeddedException(string message, Exception? inner = null) : Exception(message, inner);
