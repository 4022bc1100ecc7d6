namespace Balance.Cases.Oracle;

public static partial class Steps
{
    private const int DaysForPlace = 30;
    private const int DaysToAnswerComplaint = 15;
    private const int DaysToAnswerTransition = 10;
    private const int DaysToAnswerTransfer = 15;

    /// <summary>A place for a migrant child and its complaints; what a child is handed over or transferred by is answered by the other side.</summary>
    private static IEnumerable<Step> OfMoves(ChildFile file)
    {
        if (file.Followed("migrant") is not null && WaitsForPlaceSince(file) is { } waits) yield return Due(file, "secure_place", waits.AddDays(DaysForPlace), Office.County);
        foreach (var complaint in file.All("complaint").Where(complaint => !file.About(complaint, "complaint_answered").Any()))
            yield return Due(file, "answer_complaint", complaint.On.AddDays(DaysToAnswerComplaint), Office.County);

        if (file.Last("hand_over") is { } handed && file.About(handed, "hand_over_answered").All(answer => answer.Detail == "received"))
            yield return Due(file, "answer_transition", (file.About(handed, "hand_over_answered").LastOrDefault() ?? handed).On.AddDays(DaysToAnswerTransition), Office.School);
        if (OpenTransfer(file) is { } sent) yield return Due(file, "answer_transfer", TransferDue(sent), sent.Detail == "to_other_county" ? Office.County : Office.School);
        if (UnansweredByCounty(file) is { } back) yield return Due(file, "chase_transfer", back.On.AddDays(DaysToVerify), Office.County);
    }

    /// <summary>The last transfer, while the other side has neither taken the child nor sent it back.</summary>
    public static Happening? OpenTransfer(ChildFile file) =>
        file.Last("transfer") is { } sent && !file.About(sent, "transfer_accepted").Concat(file.About(sent, "transfer_back")).Any() ? sent : null;

    /// <summary>The last day on which a transfer is answered in time.</summary>
    public static DateOnly TransferDue(Happening sent) => sent.On.AddDays(DaysToAnswerTransfer);

    private static DateOnly? WaitsForPlaceSince(ChildFile file)
    {
        DateOnly? since = null;
        foreach (var step in file.Happened)
            since = step switch
            {
                { What: "follow", Detail: "migrant" } => since ?? step.On,
                { What: "unfollow", Detail: "migrant" } or { What: "place_secured" } => null,
                _ => since,
            };
        return since;
    }

    /// <summary>Another county never answered: the bureau has to see to it, and has, once it enters anything in the case.</summary>
    private static Happening? UnansweredByCounty(ChildFile file)
    {
        Happening? open = null;
        foreach (var step in file.Told)
            open = step is { What: "transfer_back", Detail: "never_answered" } && file.Find(step.About)?.Detail == "to_other_county" ? step
                : step.By == Office.County || step.What == "transfer" || ChildFile.IsAnswer(step) ? null : open;
        return open;
    }
}
