namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>A command cannot be done as things stand; nothing happened. The code is stable for machines, the words say what would make it possible.</summary>
public sealed record Refused(string Code, string Chinese, string English);

/// <summary>What a decision came to: events to be appended together, or a refusal. No events and no refusal: it has been done already, or nothing is new.</summary>
public sealed record Decision
{
    private Decision(IReadOnlyList<StudentEvent> events, Refused? refused) => (Events, Refused) = (events, refused);

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<StudentEvent> Events { get; }

    /// <summary>Why nothing did; null: it was not refused.</summary>
    public Refused? Refused { get; }

    /// <summary>Nothing new.</summary>
    public static Decision Nothing { get; } = new([], null);

    /// <summary>This happened.</summary>
    public static Decision Of(params IEnumerable<StudentEvent> events) => new([.. events], null);

    /// <summary>It was refused.</summary>
    public static implicit operator Decision(Refused refused) => new([], refused);

    /// <summary>It was refused.</summary>
    public static Decision FromRefused(Refused refused) => refused;
}
