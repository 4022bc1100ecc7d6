using Balance.Cases.Access;
using Balance.Cases.Storage.Jobs;

namespace Balance.Cases.Screening;

/// <summary>A screening, or its preview, that runs behind the pages.</summary>
public sealed class ScreeningJob(int schoolYear, DateOnly day, bool preview, Principal who, Screenings screenings) : CountyJob(who)
{
    /// <summary>School year screened.</summary>
    public int SchoolYear => schoolYear;

    /// <summary>Day screened.</summary>
    public DateOnly Day => day;

    /// <summary>It finds and tells, and changes nothing.</summary>
    public bool Preview => preview;

    /// <summary>What was found, once it is done.</summary>
    public ScreeningResult? Result { get; private set; }

    protected override async Task WorkAsync(CancellationToken ct) => Result = await screenings.RunAsync(schoolYear, day, preview, By, null, ct);
}
