using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Balance.Cases.Access.SecondFactor;

/// <summary>Time-based one-time codes as authenticator apps make them (RFC 6238: SHA-1, six digits, thirty seconds).</summary>
public static class Totp
{
    /// <summary>How long a code is shown.</summary>
    public const int Seconds = 30;

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int KeyBytes = 20;

    /// <summary>A new key of 160 bits, in Base32 as apps take it.</summary>
    public static string NewKey() => RandomNumberGenerator.GetString(Letters, KeyBytes * 8 / 5);

    /// <summary>The step that a moment lies in.</summary>
    public static long StepAt(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / Seconds;

    /// <summary>The code of a step.</summary>
    public static string CodeOf(string key, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The standard's hash, and the only one that every app knows; as a keyed hash it is sound.
        HMACSHA1.HashData(Bytes(key), counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0x0F)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code this is; null where it is none of now. A telephone's clock may be one step off.</summary>
    public static long? Match(string key, string code, DateTimeOffset now)
    {
        var typed = string.Concat(code.Where(char.IsAsciiDigit));
        for (var step = StepAt(now) - 1; step <= StepAt(now) + 1; step++)
            if (CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(CodeOf(key, step)), System.Text.Encoding.ASCII.GetBytes(typed))) return step;
        return null;
    }

    private static byte[] Bytes(string key)
    {
        var bytes = new List<byte>(KeyBytes);
        var (kept, bits) = (0, 0);
        foreach (var letter in key)
        {
            var value = Letters.IndexOf(letter, StringComparison.Ordinal);
            if (value < 0) throw new FormatException("A key of an authenticator is written in Base32.");
            kept = (kept << 5 | value) & 0xFFF;
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)(kept >> bits));
        }
        return [.. bytes];
    }
}
