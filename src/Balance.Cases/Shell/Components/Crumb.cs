namespace Balance.Cases.Shell.Components;

/// <summary>A page above the present one.</summary>
public sealed record Crumb(string Href, string Label);
