using System.Security.Cryptography;
using System.Text;

namespace Balance.Cases.Storage;

/// <summary>Ids of streams that begin by a command: no id that somebody chooses can be a child's, or another's.</summary>
internal static class StreamIds
{
    /// <summary>The stream that a command begins.</summary>
    /// <param name="kind">What the stream is of.</param>
    /// <param name="whose">County, or county and office.</param>
    public static Guid Of(string kind, string whose, Guid command) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind} {whose} {command:N}")).AsSpan(0, 16));
}
