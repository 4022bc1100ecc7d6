using Balance.Cases.Access;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Shell;

namespace Balance.Cases.Cases;

/// <summary>Why a case stands in somebody's inbox; each case stands in the first that fits.</summary>
public enum Matter
{
    [Term("强制报告")] Report,
    [Term("待确认复学")] ConfirmReturn,
    [Term("指派给我")] GivenToMe,
    [Term("新移交给我们")] HandedToUs,
    [Term("外县未答复")] Unanswered,
    [Term("逾期上报给我们")] TakenUpToUs,
    [Term("已超期")] Overdue,
    [Term("待答复移交")] AnswerCentre,
    [Term("待核查")] Verify,
    [Term("七天内到期")] ThisWeek,
}

/// <summary>A kind of matter with its cases, the most pressing first.</summary>
public sealed record InboxPart(Matter Matter, IReadOnlyList<Charge> Cases)
{
    /// <summary>It waits for nobody else and for no other day, so that the bell counts it.</summary>
    public static bool Presses(Matter matter) => matter != Matter.ThisWeek;

    /// <summary>How the part is headed.</summary>
    public string Title => Matter switch
    {
        Matter.Report => Text.T("要立即强制报告", "To be reported at once"),
        Matter.ConfirmReturn => Text.T("待我们确认的复学", "Returns for us to confirm"),
        Matter.GivenToMe => Text.T("指派给我的劝返", "Persuasion given to me"),
        Matter.HandedToUs => Text.T("新移交给我们的", "Newly handed up to us"),
        Matter.Unanswered => Text.T("外县逾期未答复、已退回的转学", "Transfers that another county never answered"),
        Matter.TakenUpToUs => Text.T("下级逾期、已上报给我们的", "Overdue below, taken up to us"),
        Matter.Overdue => Text.T("我们已超期的", "Ours, overdue"),
        Matter.AnswerCentre => Text.T("移交给我们、待答复的", "Handed to our centre, to be answered"),
        Matter.Verify => Text.T("待核查的疑似", "Suspicions to verify"),
        _ => Text.T("七天内到期", "Due within seven days"),
    };
}

/// <summary>What waits for an officer beside the cases of the county. A room adds its own.</summary>
public interface IAlsoWaits
{
    /// <summary>Shown above the inbox: a component without parameters, of nothing where nothing waits.</summary>
    Type Component { get; }

    /// <summary>How many wait for the officer; none where the role may not.</summary>
    Task<int> CountAsync(Principal who, CancellationToken ct);
}

/// <summary>消息: what concerns an officer now. It is read off the duties, so that nothing in it is ever stale and nothing has to be ticked off.</summary>
public sealed class Inbox(Worklist worklist, IEnumerable<IAlsoWaits> also)
{
    private const int NewFor = 14;

    /// <summary>What concerns the officer, most pressing kind first.</summary>
    public async Task<IReadOnlyList<InboxPart>> OfAsync(Principal who, CancellationToken ct) => Parts(await worklist.OfAsync(who, ct), who);

    /// <summary>How many cases wait for the officer, and what waits beside them, for the bell.</summary>
    public async Task<int> PressingAsync(Principal who, CancellationToken ct)
    {
        var work = await worklist.OfAsync(who, ct);
        return work.WaitingFor(who, one => MatterOf(one, who, user: null, work.Today) is { } matter && InboxPart.Presses(matter)) + (await BesideAsync(who, ct)).Sum(one => one.Count);
    }

    /// <summary>What waits beside the cases of the county.</summary>
    public async Task<IReadOnlyList<(Type Component, int Count)>> BesideAsync(Principal who, CancellationToken ct)
    {
        List<(Type, int)> beside = [];
        foreach (var one in also)
            if (await one.CountAsync(who, ct) is > 0 and var count) beside.Add((one.Component, count));
        return beside;
    }

    /// <summary>Whether somebody acts in cases at all: an auditor, who only reads, has no inbox.</summary>
    public static bool Has(Principal who) => who.May(Right.AddNote);

    internal static IReadOnlyList<InboxPart> Parts(Work work, Principal who) =>
    [
        .. from one in work.Cases
           let matter = MatterOf(one.Summary, who, who.User, work.Today)
           where matter is not null
           group one by matter.Value into part
           orderby part.Key
           select new InboxPart(part.Key, [.. part.OrderBy(one => one.Summary.Next?.Until ?? DateOnly.MaxValue).ThenBy(one => one.Case.Child)]),
    ];

    /// <param name="user">Whose cases are given to him or her; null: it is asked for whoever of the office.</param>
    private static Matter? MatterOf(CaseSummary summary, Principal who, string? user, DateOnly today)
    {
        // Each duty is looked at once: of a whole county there are millions.
        bool report = false, confirm = false, chase = false, takenUp = false, overdue = false, centre = false, verify = false, soon = false;
        for (var at = 0; at < summary.Duties.Count; at++)
        {
            var duty = summary.Duties[at];
            takenUp |= !who.IsOfCentre && duty.By < who.Level && duty.TakenUpTo >= who.Level;
            // At once: the bureau knows the moment it is due, whoever is to make it.
            report |= duty.Kind == DutyKind.MandatoryReport && (Concerns(duty, who) || IsOfBureau(who));
            if (!Concerns(duty, who)) continue;
            confirm |= duty.Kind == DutyKind.ConfirmReturn;
            chase |= duty.Kind == DutyKind.ChaseTransfer;
            centre |= duty.Kind == DutyKind.AnswerCentre;
            verify |= duty.Kind == DutyKind.Verify;
            overdue |= duty.IsOverdueOn(today);
            soon |= duty.Until < today.AddDays(7);
        }
        if (report) return Matter.Report;
        if (confirm) return Matter.ConfirmReturn;
        if (user is not null && summary.Officer == user) return Matter.GivenToMe;
        if (!who.IsOfCentre && summary.Level == who.Level && summary.HandedUpOn > today.AddDays(-NewFor)) return Matter.HandedToUs;
        if (chase) return Matter.Unanswered;
        if (takenUp) return Matter.TakenUpToUs;
        if (overdue) return Matter.Overdue;
        if (centre) return Matter.AnswerCentre;
        if (verify) return Matter.Verify;
        return soon ? Matter.ThisWeek : null;
    }

    private static bool IsOfBureau(Principal who) => who.Actor.IsBureau() && who.May(Right.FileMandatoryReport);

    /// <summary>A duty is its level's, or one office's of it; a resource centre is of no level of the dual line.</summary>
    internal static bool Concerns(Duty duty, Principal who) => duty.Office is { } office ? office == who.Office : duty.By == who.Level && !who.IsOfCentre;
}
