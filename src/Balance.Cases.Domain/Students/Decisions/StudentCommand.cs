namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>Something that is to be done in a child's file.</summary>
/// <param name="OccurredOn">The day in the world on which it happened.</param>
public abstract record StudentCommand(DateOnly OccurredOn)
{
    /// <summary>It can be asked of a child without a file.</summary>
    internal virtual bool Opens => false;

    /// <summary>It can be done in a closed case.</summary>
    internal virtual bool WhileClosed => false;

    /// <summary>It brings what was recorded elsewhere: rules of procedure were asked then.</summary>
    internal virtual bool IsHistory => false;

    /// <summary>It can be done while another county has the child.</summary>
    internal virtual bool WhileDeparted => false;

    /// <summary>It can be asked of a child whose identity was erased.</summary>
    internal virtual bool WhileErased => false;

    /// <summary>What comes of it; dates, closing, what its entries may say and the rules of procedure are looked after by <see cref="Casework.Decide"/>.</summary>
    internal abstract Decision On(Student student, DecisionContext context);
}

/// <summary>The one way to decide: pure, the same for page, endpoint, verb and screening.</summary>
public static class Casework
{
    private static readonly Student Nobody = new(Guid.Empty, []);

    /// <summary>What comes of a command, or why nothing does.</summary>
    /// <param name="student">The child's file; null: there is none yet.</param>
    /// <param name="command">What is to be done.</param>
    /// <param name="context">By whom, when, under which pack.</param>
    public static Decision Decide(Student? student, StudentCommand command, DecisionContext context)
    {
        if (student?.Find(context.EntryId()) is not null) return Decision.Nothing;
        if (student is null && !command.Opens) return Refusals.NoCase;
        if (student?.MergedInto is not null) return Refusals.Merged;
        if (Refusals.OfDay(command.OccurredOn, context) is { } day) return day;
        if (student?.IsErased == true && !command.WhileErased) return Refusals.Erased;
        if (student?.IsClosed == true && !command.WhileClosed) return Refusals.CaseClosed;
        if (!command.WhileDeparted && student is { IsClosed: false, Departed: not null }) return MoveRefusals.Departed;

        var file = student ?? Nobody;
        var decision = command.On(file, context);
        if (command.IsHistory) return decision;
        var refused = decision.Events.Select(said => EntryRules.Forbids(said, file, context)).FirstOrDefault(reason => reason is not null)
            ?? decision.Events.SelectMany(happened => Procedure.BrokenBy(file, happened, context)).Select(rule => rule.Words).FirstOrDefault();
        return refused is null ? decision : refused;
    }
}
