namespace Balance.Cases.Access;

/// <summary>Where somebody goes after signing in: only to a page of ours, since an address of another house would be a trap.</summary>
internal static class OwnAddress
{
    public static string Of(string? asked) => asked is ['/', not '/' and not '\\', ..] && !asked.StartsWith("/sign-", StringComparison.Ordinal) ? asked : "/";
}
