using Microsoft.AspNetCore.Identity;

namespace Balance.Cases.Access;

/// <summary>Refuses passwords that are long and yet guessed first: made of common pieces, or of the account's own name.</summary>
public sealed class PasswordRules : IPasswordValidator<Account>
{
    /// <summary>Identity's code for the refusal.</summary>
    internal const string TooCommon = "PasswordTooCommon";

    // Less than so much that is one's own is no password.
    private const int OwnCharacters = 6;

    // What lists of leaked passwords and the product's own surroundings are made of; runs of digits and keys are found below.
    private static readonly string[] Common =
    [
        "password", "passwd", "passw0rd", "p@ssw0rd", "p@ssword", "admin", "administrator", "root", "user", "login", "welcome", "letmein", "iloveyou", "monkey", "dragon",
        "football", "baseball", "sunshine", "princess", "master", "secret", "test", "guest", "changeme", "default", "qwerty", "asdf", "zxcv", "abc", "abcd", "aaa",
        "woaini", "woaiwojia", "wangyut", "taobao", "mima", "nihao", "wodemima", "5201314", "1314", "520", "888", "666", "888888", "666666", "111111", "000000", "123123", "112233", "121212",
        "balance", "cases", "balancecases", "kongchuo", "baoxue", "kongchuobaoxue", "jiaoyu", "jiaoyuju", "xuexiao", "laoshi", "xuesheng", "zhongguo", "china", "liaoning", "beipiao",
        "密码", "管理员", "教育局", "控辍保学", "中国", "学校", "老师",
    ];

    private static readonly string[] Rows =
        ["01234567890", "09876543210", "abcdefghijklmnopqrstuvwxyz", "zyxwvutsrqponmlkjihgfedcba", "qwertyuiop", "poiuytrewq", "asdfghjkl", "lkjhgfdsa", "zxcvbnm", "mnbvcxz", "1qaz2wsx3edc4rfv", "1q2w3e4r5t6y7u8i", "!@#$%^&*()"];

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
        Task.FromResult(password is null || Own(password, user) >= OwnCharacters ? IdentityResult.Success
            : IdentityResult.Failed(new IdentityError { Code = TooCommon, Description = "密码太常见，或包含用户名。请换成几个不相关的词，例如用短横线连起来。" }));

    /// <summary>How many characters are left when everything common, and the account's name, has been taken away.</summary>
    private static int Own(string password, Account user)
    {
        var left = password.ToLowerInvariant();
        foreach (var piece in Common.Append(user.UserName?.ToLowerInvariant() ?? "").Where(piece => piece.Length > 2 || piece.Any(letter => letter > 127)).OrderByDescending(piece => piece.Length))
            left = left.Replace(piece, " ", StringComparison.Ordinal);
        return Years(Runs(left)).Where(char.IsLetterOrDigit).Distinct().Count();
    }

    // Four keys in a row, or more, are one thought.
    private static string Runs(string text)
    {
        foreach (var row in Rows)
            for (var length = row.Length; length >= 4; length--)
                for (var from = 0; from + length <= row.Length; from++)
                    text = text.Replace(row.Substring(from, length), " ", StringComparison.Ordinal);
        return text;
    }

    private static string Years(string text)
    {
        for (var year = 1950; year < 2050; year++) text = text.Replace(year.ToString(System.Globalization.CultureInfo.InvariantCulture), " ", StringComparison.Ordinal);
        return text;
    }
}
