using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers;

namespace Balance.Cases.Help;

/// <summary>Children of one group to whom aid is owed, the most pressing first.</summary>
public sealed record AidOwed(AidGroup Group, IReadOnlyList<Charge> Cases);

/// <summary>Whom aid is owed to, by the pack's order of groups: a child stands in the first group that it belongs to.</summary>
public sealed class AidDue(Worklist worklist, Assistance assistance, Counties counties)
{
    /// <summary>Of the children in an officer's charge, on the day of the work.</summary>
    public async Task<IReadOnlyList<AidOwed>> OfAsync(Principal who, CancellationToken ct)
    {
        var work = await worklist.OfAsync(who, ct);
        var owed = work.With(duty => duty.Kind == DutyKind.GrantAid);
        var order = (await counties.PackOfAsync(who.Tenant, ct)).Help.AidFirst.Groups;
        var registered = await assistance.GroupsAsync([.. owed.Select(one => one.Case.Child)], work.Today, who, ct);
        return
        [
            .. from one in owed
               group one by FirstOf(order, [.. registered.GetValueOrDefault(one.Case.Child) ?? [], .. OfConcerns(one.Summary)]) into of
               orderby Rank(order, of.Key)
               select new AidOwed(of.Key, [.. of]),
        ];
    }

    private static IEnumerable<AidGroup> OfConcerns(CaseSummary summary) => summary.Concerns.SelectMany(IEnumerable<AidGroup> (concern) => concern switch
    {
        Concern.Disability => [AidGroup.Disabled],
        Concern.LeftBehind => [AidGroup.LeftBehind],
        _ => [],
    });

    private static AidGroup FirstOf(IReadOnlyList<AidGroup> order, IReadOnlyList<AidGroup> groups) => groups.Count == 0 ? AidGroup.Other : groups.MinBy(group => Rank(order, group));

    // A group that the pack does not name comes after those that it does.
    private static int Rank(IReadOnlyList<AidGroup> order, AidGroup group) => order.Select((named, at) => named == group ? at : int.MaxValue).Append(int.MaxValue).Min();
}
