using System.Text;

namespace Balance.Cases.Domain.Students;

/// <summary>资助项目 by its name, however it was typed.</summary>
public static class AidScheme
{
    /// <summary>The name for comparing: full-width forms as half-width ones, without spaces, in small letters.</summary>
    public static string Plain(string name) => string.Concat(name.Normalize(NormalizationForm.FormKC).Where(letter => !char.IsWhiteSpace(letter))).ToLowerInvariant();

    /// <summary>Whether two names are one scheme's. No name is none's.</summary>
    public static bool IsSame(string one, string other) => Plain(one) is { Length: > 0 } plain && plain == Plain(other);
}
