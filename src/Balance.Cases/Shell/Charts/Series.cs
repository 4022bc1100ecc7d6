namespace Balance.Cases.Shell.Charts;

/// <summary>One line of a chart; a value that is null leaves a gap.</summary>
public sealed record Series(string Name, IReadOnlyList<decimal?> Values);

/// <summary>A line to compare with.</summary>
public sealed record TargetLine(decimal Value, string Label);
