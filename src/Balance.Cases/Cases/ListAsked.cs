using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Shell.Api;

namespace Balance.Cases.Cases;

/// <summary>What of a list stands in an address as it is: filters and order. Whom was searched for travels sealed beside it, and is kept nowhere.</summary>
public sealed record ListAsked(string? Status, string? Due, string? Reason, string? Concern, string? Level, string? Stage, string? Township, string? School, string? Sort)
{
    /// <summary>The query; every filter that cannot be read is named.</summary>
    public CaseListQuery Read(Asked asked)
    {
        var (order, backwards) = asked.Order("sort", Sort);
        return new CaseListQuery(asked.Choice<CaseStatus>("status", Status), asked.Choice<Level>("level", Level), asked.Choice<Concern>("concern", Concern),
            asked.Choice<SuspicionReason>("reason", Reason), Township, School, null, asked.Choice<DueFilter>("due", Due), order, Backwards: backwards, Stage: asked.Choice<Stage>("stage", Stage));
    }

    /// <summary>Filters and order of a query as an address says them, always in the same way; empty where nothing is filtered and the order is the usual one.</summary>
    public static string AddressOf(CaseListQuery query)
    {
        var order = (query.Backwards ? "-" : "") + query.Order.Code();
        return string.Join('&', new (string Name, string? Value)[]
        {
            ("status", query.Status?.Code()), ("due", query.Due?.Code()), ("reason", query.Reason?.Code()), ("concern", query.Concern?.Code()), ("level", query.Level?.Code()),
            ("stage", query.Stage?.Code()), ("township", query.Township), ("school", query.School), ("sort", order == CaseOrder.Due.Code() ? null : order),
        }.Where(part => !string.IsNullOrWhiteSpace(part.Value)).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!.Trim())}"));
    }
}
