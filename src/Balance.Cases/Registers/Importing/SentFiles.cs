using System.Security.Cryptography;
using Balance.Cases.Domain.Registers;

namespace Balance.Cases.Registers.Importing;

/// <summary>Name, size and digest of a file as it was sent.</summary>
internal static class SentFiles
{
    public static async Task<SentFile> DescribeAsync(ImportRequest request, CancellationToken ct)
    {
        request.Content.Position = 0;
        var digest = await SHA256.HashDataAsync(request.Content, ct);
        return new(Path.GetFileName(request.FileName), request.Content.Length, Convert.ToHexStringLower(digest));
    }
}
