using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace Balance.Cases.Access;

/// <summary>
/// Identity's store, with the secrets beside an account made useless to whoever reads the table: the authenticator's seed is sealed for
/// its account by a key outside the database, recovery codes are kept as their hashes.
/// </summary>
public sealed class AccountStore(AccessContext context, IDataProtectionProvider protection, IdentityErrorDescriber describer)
    : UserOnlyStore<Account, AccessContext, Guid>(context, describer)
{
    private const char Between = ';';
    private const int Rounds = 210_000;
    private const int HashBytes = 32;

    public override Task SetTokenAsync(Account user, string loginProvider, string name, string? value, CancellationToken cancellationToken) =>
        base.SetTokenAsync(user, loginProvider, name, value is null ? null : SealFor(user, name).Protect(value), cancellationToken);

    /// <summary>What was sealed; null, so that no code fits, where the seal is another account's or its key is gone.</summary>
    public override async Task<string?> GetTokenAsync(Account user, string loginProvider, string name, CancellationToken cancellationToken)
    {
        if (await base.GetTokenAsync(user, loginProvider, name, cancellationToken) is not { } kept) return null;
        try
        {
            return SealFor(user, name).Unprotect(kept);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public override Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        base.ReplaceCodesAsync(user, recoveryCodes.Select(code => Hash(user, code)), cancellationToken);

    public override Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken) => RedeemHashAsync(user, Hash(user, code), cancellationToken);

    private async Task<bool> RedeemHashAsync(Account user, string hash, CancellationToken cancellationToken)
    {
        var codes = (await GetTokenAsync(user, InternalProvider, CodesName, cancellationToken) ?? "").Split(Between);
        if (!codes.Contains(hash)) return false;
        await SetTokenAsync(user, InternalProvider, CodesName, string.Join(Between, codes.Where(kept => kept != hash)), cancellationToken);
        return true;
    }

    // Under these names Identity keeps an account's recovery codes.
    private const string InternalProvider = "[AspNetUserStore]";
    private const string CodesName = "RecoveryCodes";

    private IDataProtector SealFor(Account account, string name) => protection.CreateProtector("account-token", account.Id.ToString("N"), name);

    // One account's codes share a salt, so that one derivation tells whether a code is among them.
    private static string Hash(Account account, string code) =>
        Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(code.Trim().ToUpperInvariant(), account.Id.ToByteArray(), Rounds, HashAlgorithmName.SHA256, HashBytes));
}
