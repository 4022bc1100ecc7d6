using System.Text.Json.Serialization;

namespace Balance.Cases.Domain.Students;

/// <summary>One entry of a student's file: what was recorded, and what later entries made of it.</summary>
/// <param name="Recorded">The event as it was first recorded; it is never changed.</param>
/// <param name="Order">Stream version at which it was recorded; a correction keeps it, so that it still decides within one day.</param>
public sealed record Entry(StudentEvent Recorded, long Order)
{
    /// <summary>The entry as it should have been, by the last correction that stands; null: nobody corrected it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StudentEvent? Corrected { get; init; }

    /// <summary>The entry that corrected it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? CorrectedBy { get; init; }

    /// <summary>The entry that withdrew it: it counts as never entered.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? WithdrawnBy { get; init; }

    /// <summary>Its name for ever.</summary>
    [JsonIgnore]
    public Guid Id => Recorded.Entry;

    /// <summary>What it says, corrections applied.</summary>
    [JsonIgnore]
    public StudentEvent Happened => Corrected ?? Recorded;

    /// <summary>It has not been withdrawn.</summary>
    [JsonIgnore]
    public bool Stands => WithdrawnBy is null;
}
