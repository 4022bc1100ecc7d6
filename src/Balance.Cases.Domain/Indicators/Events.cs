using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Indicators;

/// <summary>A cohort of junior secondary school was declared, for its retention (初中三年巩固率).</summary>
/// <param name="SchoolYear">The school year in which it graduated.</param>
public sealed record CohortDeclared(Guid Declaration, int SchoolYear, string Unit, DateOnly On, Cohort Cohort, string Source, Actor By) : IDeclared;

/// <summary>The completion of compulsory schooling (义务教育完成率) was declared.</summary>
/// <param name="Completed">Who completed it.</param>
/// <param name="Due">Who, by age, were to have completed it.</param>
public sealed record CompletionDeclared(Guid Declaration, int SchoolYear, string Unit, DateOnly On, int Completed, int Due, string Source, Actor By) : IDeclared;

/// <summary>What the schools of a county have of something was declared, for their variation (校际差异系数).</summary>
/// <param name="Unit">The county.</param>
public sealed record SchoolValuesDeclared(
    Guid Declaration, int SchoolYear, string Unit, DateOnly On, Stage Stage, ResourceItem Item, IReadOnlyList<SchoolValue> Schools, string Source, Actor By) : IDeclared;

/// <summary>It was declared whether a school has a resource room (资源教室) in use (残疾人教育条例 §16).</summary>
/// <param name="Unit">The school.</param>
/// <param name="On">The day since when.</param>
public sealed record ResourceRoomDeclared(Guid Declaration, int SchoolYear, string Unit, DateOnly On, bool InUse, string Source, Actor By) : IDeclared;
