using System.Security.Cryptography;

namespace Balance.Cases.Storage;

/// <summary>What events say of files that are kept beside them.</summary>
internal static class Digest
{
    /// <summary>SHA-256 of the bytes, 64 lower hexadecimal digits.</summary>
    public static string Of(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
