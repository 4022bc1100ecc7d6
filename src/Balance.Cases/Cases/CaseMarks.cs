using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Cases;

/// <summary>
/// What a list filters, counts and orders a case by, in two words: a bureau's list looks at every case of its county, and what lies side by
/// side is looked at a hundred times as fast as what is an object each.
/// </summary>
/// <param name="Order">From the top: when the next thing is due, when the file was opened (the later the smaller), the status; at the bottom whether it is shown, stale, in part restricted.</param>
/// <param name="Traits">From the top: the last visit (the later the smaller); below it a bit for each answer that a filter can ask for.</param>
public readonly record struct CaseMarks(ulong Order, ulong Traits)
{
    private const int DayBits = 22, StatusBits = 4, DueAt = 42, OpenedAt = 20, StatusAt = 16, VisitedAt = 42;
    private const ulong Shown = 1, Stale = 2, Restricted = 4, DayMask = (1UL << DayBits) - 1;

    /// <summary>Nothing is known of it yet; it is still to be folded.</summary>
    public static readonly CaseMarks Unread = new(Stale, 0);

    /// <summary>A file that stands in no list.</summary>
    public static readonly CaseMarks Nowhere = new(0, 0);

    /// <summary>Whether lists show it.</summary>
    public bool IsShown => (Order & Shown) != 0;

    /// <summary>Whether file, place, day, roll or pack are others since it was folded.</summary>
    public bool IsStale => (Order & Stale) != 0;

    /// <summary>Whether some of it is not for everyone who may see the case.</summary>
    public bool IsRestricted => (Order & Restricted) != 0;

    /// <summary>Whether the day of what is due next has passed.</summary>
    public bool IsOverdue => Has(Bit(DueFilter.Overdue));

    /// <summary>In which part of the work it stands.</summary>
    public CaseStatus Status => (CaseStatus)(Order >> StatusAt & (1 << StatusBits) - 1);

    /// <summary>The same, to be folded again.</summary>
    public CaseMarks AsStale => this with { Order = Order | Stale };

    /// <summary>Smaller for what is due earlier, then for what was opened later; in the lower 44 bits.</summary>
    public ulong ByDue => Order >> OpenedAt;

    /// <summary>Smaller for a smaller number of up to twenty bits, then as <see cref="ByDue"/>.</summary>
    public ulong ByDueWithin(ulong part) => part << 2 * DayBits | ByDue;

    /// <summary>Smaller for what was opened later.</summary>
    public ulong ByOpened => ByDue & DayMask;

    /// <summary>Smaller for what was visited later.</summary>
    public ulong ByVisited => Traits >> VisitedAt;

    /// <summary>The marks of a case as somebody may know of it.</summary>
    public static CaseMarks Of(Charge one, DateOnly today)
    {
        var summary = one.Summary;
        var order = Day(summary.Next?.Until ?? DateOnly.MaxValue) << DueAt | Later(summary.OpenedOn) << OpenedAt | (ulong)summary.Status << StatusAt | Shown;
        if (summary.IsRestricted) order |= Restricted;

        var traits = Later(summary.LastVisit) << VisitedAt | Bit(summary.Level);
        if (one.Stage is { } stage) traits |= Bit(stage);
        foreach (var concern in summary.Concerns) traits |= Bit(concern);
        foreach (var reason in summary.Reasons) traits |= Bit(reason);
        if (summary.Next?.IsOverdueOn(today) == true) traits |= Bit(DueFilter.Overdue);
        foreach (var duty in summary.Duties)
        {
            if (duty.Until >= today && duty.Until < today.AddDays(7)) traits |= Bit(DueFilter.ThisWeek);
            if (Work.IsVisit(duty, today)) traits |= Bit(DueFilter.Visits);
        }
        return new(order, traits);
    }

    /// <summary>The traits that the filters of a query ask for, beside status and place.</summary>
    public static ulong Wanted(CaseListQuery query) => (query.Level is { } level ? Bit(level) : 0) | (query.Concern is { } concern ? Bit(concern) : 0)
        | (query.Reason is { } reason ? Bit(reason) : 0) | (query.Stage is { } stage ? Bit(stage) : 0) | (query.Due is { } due ? Bit(due) : 0);

    /// <summary>Whether it has all of these traits.</summary>
    public bool Has(ulong wanted) => (Traits & wanted) == wanted;

    // Ten bits for levels, stages and ways of being due, sixteen for concerns, sixteen for reasons.
    private static ulong Bit(Level level) => 1UL << (int)level;

    private static ulong Bit(Stage stage) => 1UL << 3 + (int)stage;

    private static ulong Bit(DueFilter due) => 1UL << 5 + (int)due;

    private static ulong Bit(Concern concern) => 1UL << 10 + (int)concern;

    private static ulong Bit(SuspicionReason reason) => 1UL << 26 + (int)reason;

    private static ulong Day(DateOnly day) => (ulong)day.DayNumber;

    // No day stands last.
    private static ulong Later(DateOnly? day) => DayMask - (day is { } some ? Day(some) + 1 : 0);
}
