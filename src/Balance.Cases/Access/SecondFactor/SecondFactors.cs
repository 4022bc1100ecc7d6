using Balance.Cases.Shell;
using Balance.Cases.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace Balance.Cases.Access.SecondFactor;

/// <summary>Sets an account's second factor up, and takes it off.</summary>
public sealed class SecondFactors(UserManager<Account> users, IUserStore<Account> store, SignInManager<Account> sessions, IDataProtectionProvider protection, TimeProvider clock, AccessLog log)
{
    /// <summary>How many codes stand in for a lost telephone.</summary>
    public const int RecoveryCodes = 10;

    private static readonly TimeSpan OfferLife = TimeSpan.FromMinutes(30);
    private readonly ITimeLimitedDataProtector offers = protection.CreateProtector("second-factor-offer").ToTimeLimitedDataProtector();

    /// <summary>Identity's name of the authenticator.</summary>
    public static string Provider => TokenOptions.DefaultAuthenticatorProvider;

    /// <summary>A key to be tried, and its seal for the form: nothing is stored before a code proves that the telephone has it.</summary>
    public (string Key, string Offer) Offer(Account account)
    {
        var key = Totp.NewKey();
        return (key, offers.Protect($"{account.Id:N} {key}", OfferLife));
    }

    /// <summary>The key behind the form's seal; null where it is too old or another's.</summary>
    public string? Open(Account account, string offer)
    {
        try
        {
            return offers.Unprotect(offer).Split(' ') is [var id, var key] && id == account.Id.ToString("N") ? key : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    /// <summary>As an authenticator app reads it.</summary>
    public static string Link(Account account, string key)
    {
        var (issuer, name) = (Uri.EscapeDataString(Brand.Name), Uri.EscapeDataString(account.UserName!));
        return $"otpauth://totp/{issuer}:{name}?secret={key}&issuer={issuer}&digits=6&period={Totp.Seconds}";
    }

    /// <summary>Switches it on with a key that a code has proved; answers the recovery codes, which are shown once.</summary>
    /// <exception cref="Refusal"><c>wrong_code</c>, <c>second_factor_stands</c>.</exception>
    public async Task<IReadOnlyList<string>> SwitchOnAsync(Account account, string key, string code, Principal by)
    {
        if (account.TwoFactorEnabled) throw new Refusal("second_factor_stands", "两步验证已经开启。要更换设备，请先关闭。", "It is on already. To change the device, switch it off first.");
        if (Totp.Match(key, code, clock.GetUtcNow()) is not { } step)
            throw new Refusal("wrong_code", "验证码不正确。请输入应用中当前显示的 6 位数字，并确认手机时间准确。", "The code is wrong. Enter the six digits the app shows now, and see that the telephone's clock is right.");
        account.SecondFactorStep = step;
        await ((IUserAuthenticatorKeyStore<Account>)store).SetAuthenticatorKeyAsync(account, key, default);
        Accounts.Done(await users.SetTwoFactorEnabledAsync(account, true));
        var codes = await NewCodesAsync(account);
        await sessions.RefreshSignInAsync(account);
        await log.AccountChanged(by, account, "second_factor_on");
        return codes;
    }

    /// <summary>New recovery codes; the old ones are void.</summary>
    public async Task<IReadOnlyList<string>> RenewCodesAsync(Account account, Principal by)
    {
        var codes = await NewCodesAsync(account);
        await log.AccountChanged(by, account, "recovery_codes_renewed");
        return codes;
    }

    /// <summary>Switches it off and forgets the key. Every session of the account ends but the one that asked.</summary>
    public async Task SwitchOffAsync(Account account, Principal by)
    {
        await ForgetAsync(account);
        await sessions.RefreshSignInAsync(account);
        await log.AccountChanged(by, account, "second_factor_off");
    }

    /// <summary>Forgets key and codes; every session of the account ends.</summary>
    internal async Task ForgetAsync(Account account)
    {
        var tokens = (IUserAuthenticationTokenStore<Account>)store;
        foreach (var name in new[] { "AuthenticatorKey", "RecoveryCodes" }) await tokens.RemoveTokenAsync(account, "[AspNetUserStore]", name, default);
        Accounts.Done(await users.SetTwoFactorEnabledAsync(account, false));
    }

    private async Task<IReadOnlyList<string>> NewCodesAsync(Account account) =>
        [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes) ?? []];
}
