namespace Balance.Cases.Oracle;

/// <summary>What is known of one child by a day, and where it stands.</summary>
public sealed class ChildFile
{
    private readonly Known _known;

    public ChildFile(Known known, int child, DateOnly day)
    {
        (_known, Child, Day) = (known, child, day);
        Happened = [.. known.Of(child, day)];
        Told = [.. Happened.OrderBy(step => step.Recorded)];
        Stand = Stand.On(known, child, day);
    }

    public int Child { get; }

    public DateOnly Day { get; }

    /// <summary>In the order in which it happened.</summary>
    public IReadOnlyList<Happening> Happened { get; }

    /// <summary>In the order in which it was recorded: acts of offices, such as to close a case, count by it.</summary>
    public IReadOnlyList<Happening> Told { get; }

    public Stand Stand { get; }

    public CountyRules Rules => _known.Facts.Rules;

    /// <summary>The case is closed.</summary>
    public bool IsClosed => Told.Aggregate(false, (closed, step) => step.What == "close" || (closed && !Reopens(step)));

    /// <summary>Another county has the child.</summary>
    public bool HasLeft => Told.Aggregate(false, (left, step) => step.What == "transfer_accepted" ? Find(step.About)?.Detail == "to_other_county" : left && step.What is not ("suspect" or "transfer" or "reopen"));

    public Happening? Find(int? recorded) => Happened.FirstOrDefault(step => step.Recorded == recorded);

    public Happening? Last(params string[] what) => Happened.LastOrDefault(step => what.Contains(step.What));

    public IEnumerable<Happening> All(string what) => Happened.Where(step => step.What == what);

    /// <summary>What answers something or tells of it, in the order in which it happened.</summary>
    public IEnumerable<Happening> About(Happening step, string what) => Happened.Where(other => other.What == what && other.About == step.Recorded);

    /// <summary>Since when the child is followed for a concern; null: it is not.</summary>
    public DateOnly? Followed(string concern) => FollowedBy(concern)?.On;

    /// <summary>By what the child is followed for a concern of which the first act is still owed; null: it is not, or the act was done since.</summary>
    public Happening? Awaits(string concern, params string[] acts) => FollowedBy(concern) is { } since
        && !Happened.Any(step => acts.Contains(step.What) && (step.Recorded > since.Recorded || step.On >= since.On)) ? since : null;

    /// <summary>By what the child is followed for a concern; null: it is not.</summary>
    public Happening? FollowedBy(string concern)
    {
        Happening? by = null;
        foreach (var step in Told.Where(step => step.Detail == concern))
            by = step.What switch { "follow" => by ?? step, "unfollow" => null, _ => by };
        return by;
    }

    /// <summary>What was open and asked where the child is: since when, and for which reasons; null: nothing.</summary>
    public (DateOnly Since, IReadOnlySet<string> Reasons)? Suspicion
    {
        get
        {
            var open = new List<Happening>();
            foreach (var step in Happened)
                if (step.What is "suspect" or "report_absence") open.Add(step);
                else if (IsAnswer(step)) open.Clear();
            // An answer that was told afterwards, of a day before, had answered it, unless the next roll has to bear it out.
            open.RemoveAll(step => Happened.Any(later => later.Recorded > step.Recorded && IsAnswer(later)) && HadAnswer(Stand.On(_known, Child, step.On)));
            if (open.Count > 0) return (open[0].On, open.SelectMany(step => step.What == "suspect" ? step.Detail.Split(' ') : ["reported"]).ToHashSet());
            return Lapsed is { } lapsed ? (lapsed, new HashSet<string> { "finding_lapsed" }) : null;
        }
    }

    /// <summary>The last day of the last verification, where nothing answered after it.</summary>
    public DateOnly? FindingEnds => Last("verify", "dropout", "return") is { What: "verify" } found ? Stand.LastDayOf(found) : null;

    // The day after a finding has run out the question comes back, unless a roll has shown the child since.
    private DateOnly? Lapsed => FindingEnds is { } last && last < Day && !Stand.Answered
        && !_known.Rolls.Any(roll => roll.On > last && roll.On <= Day && roll.StatusOf(Child) is "enrolled" or "suspended" or "graduated") ? last.AddDays(1) : null;

    /// <summary>Whether something ends the question where the child is.</summary>
    public static bool IsAnswer(Happening step) => step.What is "verify" or "suspicion_ended" or "dropout" or "return";

    public static bool IsDropout(Happening step) => step.What == "dropout" || step is { What: "verify", Detail: "dropped_out" };

    private static bool HadAnswer(Stand then) => then.Out || then.HomeTaught || then.AtVocationalSchool || then.Finding is not (null or "missing");

    private static bool Reopens(Happening step) => step.What is "reopen" or "suspect" or "report_absence" or "harm" or "follow" || IsDropout(step);
}
