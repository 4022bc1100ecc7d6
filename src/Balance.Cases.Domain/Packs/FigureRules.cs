using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Packs;

/// <summary>Which of the published definitions of three-year retention (初中三年巩固率) is meant.</summary>
public sealed record RetentionRule(RetentionFormula Formula, Ground Ground, string Source, string Quote, string? File = null) : IGrounded;

/// <summary>By when the figures of a period are sealed and handed in; in days after it has ended.</summary>
/// <param name="MonthDays">月报.</param>
/// <param name="QuarterDays">季度复核.</param>
/// <param name="TermDays">学期.</param>
/// <param name="YearDays">学年.</param>
public sealed record ReturnRules(Ruled MonthDays, Ruled QuarterDays, Ruled TermDays, Ruled YearDays);
