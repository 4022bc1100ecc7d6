namespace Balance.Cases.Oracle;

/// <summary>Something that is to be done for a child.</summary>
/// <param name="Until">The last day on which it is in time.</param>
/// <param name="By">Who answers for it.</param>
public sealed record Step(int Child, string What, DateOnly Until, Office By)
{
    /// <summary>Only those who act on it may know, so that no figure has it.</summary>
    public bool IsRestricted { get; init; }

    /// <summary>A township has nothing to do with it, and is told nothing of it.</summary>
    public bool IsHiddenFromTownships => What is "screen_mental_health" or "follow_up_mental_health";

    /// <summary>By which it is known when somebody is told that it is late.</summary>
    public string Name => IsRestricted ? $"{What} (restricted)" : What;

    /// <summary>Who was told that it is late; null: nobody.</summary>
    public Office? ToldTo { get; init; }
}

/// <summary>What is to be done for each child on a day, by when, and who answers for it (docs/indicators.md, «Steps»), as known at a moment.</summary>
public static partial class Steps
{
    /// <summary>Of every child of whom anything is told.</summary>
    public static IEnumerable<Step> On(Known known, DateOnly day) => known.Told.SelectMany(child => Of(new ChildFile(known, child, day)));

    /// <summary>Of one child.</summary>
    public static IEnumerable<Step> Of(ChildFile file) => (file.IsClosed ? [] : file.HasLeft ? OfReports(file) : All(file)).Select(step => step with { ToldTo = ToldOf(file, step) });

    private static IEnumerable<Step> All(ChildFile file) =>
        [.. OfSuspicion(file), .. OfPersuasion(file), .. OfReturn(file), .. OfDisability(file), .. OfCentres(file), .. OfMoves(file), .. OfReports(file), .. OfLeftBehind(file), .. OfCare(file), .. OfHarm(file), .. OfHelp(file)];

    private static Office? ToldOf(ChildFile file, Step step) => file.All("taken_up")
        .Where(told => told.Detail == step.Name && told.Due == step.Until).Max(told => told.To);

    private static Step Due(ChildFile file, string what, DateOnly until, Office by) => new(file.Child, what, until, by);

    private static Step Restricted(ChildFile file, string what, DateOnly until, Office by) => new(file.Child, what, until, by) { IsRestricted = true };
}
