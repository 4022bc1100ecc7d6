namespace Balance.Cases.Shell;

/// <summary>What the product calls itself on screen.</summary>
internal static class Brand
{
    public static string Name => Text.T("学生关爱个案", "Balance Cases");
}
