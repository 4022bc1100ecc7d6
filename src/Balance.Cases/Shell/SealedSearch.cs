using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Balance.Cases.Shell;

/// <summary>What was searched for, sealed for an address: a child's name or number stands in no address, so in no log or history either.</summary>
public sealed class SealedSearch(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(12);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("balance-search").ToTimeLimitedDataProtector();

    /// <summary>For an address; null where nothing was searched for.</summary>
    public string? Seal(string? text) => string.IsNullOrWhiteSpace(text) ? null : _protector.Protect(text.Trim(), Life);

    /// <summary>What was searched for; null where the seal is too old or not ours.</summary>
    public string? Open(string? sealedText)
    {
        if (string.IsNullOrEmpty(sealedText)) return null;
        try
        {
            return _protector.Unprotect(sealedText);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
