namespace Balance.Cases.Browser;

/// <summary>What an officer looks at the pages with.</summary>
public sealed record Screen(int Width, int Height, bool Dark = false, bool Script = true)
{
    /// <summary>The smallest phone we promise.</summary>
    public static readonly Screen Phone = new(360, 760);

    /// <summary>An office computer.</summary>
    public static readonly Screen Desktop = new(1366, 850);

    /// <summary>Both, by day and by night.</summary>
    public static readonly Screen[] All = [Phone, Phone with { Dark = true }, Desktop, Desktop with { Dark = true }];

    public override string ToString() => $"{(Width < 500 ? "phone" : "desktop")}-{(Dark ? "dark" : "light")}";
}
