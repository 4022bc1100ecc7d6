using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Balance.Cases.Access;

/// <summary>Passwords that are given to somebody else: drawn at random, said once, good for a week and for nothing but choosing an own one.</summary>
public static class GivenPasswords
{
    /// <summary>How long one opens its account.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    // Nothing that one reads for another: no 0 and o, no 1, l and i.
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    // Stretching protects what people think up. Eighty random bits need none, and a list of a thousand teachers would wait minutes for it.
    private static readonly PasswordHasher<Account> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 1_000 }));

    /// <summary>A new one of eighty bits.</summary>
    public static string Draw() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));

    /// <summary>Makes it the account's password, in memory.</summary>
    public static string GiveTo(Account account, DateTimeOffset now)
    {
        var password = Draw();
        account.PasswordHash = Hasher.HashPassword(account, password);
        account.GivenPasswordUntil = now + Life;
        return password;
    }
}
