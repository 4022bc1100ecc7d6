using Balance.Cases.Cases;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;

namespace Balance.Cases.Documents;

/// <summary>A child of a ledger or paper, with all that a column or field may ask.</summary>
/// <param name="On">The day of the ledger.</param>
/// <param name="Person">Null: the identity was erased.</param>
/// <param name="NameOf">The name of a unit by its code.</param>
/// <param name="Officers">Officers' names by their accounts.</param>
/// <param name="Carer">Who cares for the child and how they are reached, as was told; empty: nothing was.</param>
public sealed record LedgerChild(
    DateOnly On, Place Place, CaseSummary Summary, Student Student, Person? Person, RegisteredChild Registered, Func<string, string> NameOf, IReadOnlyDictionary<string, string> Officers, string Carer)
{
    /// <summary>The random id, never who it is.</summary>
    public override string ToString() => $"LedgerChild {Student.Id}";

    /// <summary>The last entry of a kind that stands; null: there is none.</summary>
    public T? Last<T>() where T : StudentEvent => Student.Effective.Select(entry => entry.Happened).OfType<T>().LastOrDefault();

    /// <summary>All of a kind that stand, in the order in which they happened.</summary>
    public IEnumerable<T> All<T>() where T : StudentEvent => Student.Effective.Select(entry => entry.Happened).OfType<T>();

    /// <summary>Name of a unit; empty where none is known.</summary>
    public string Unit(string? code) => code is null ? "" : NameOf(code);

    /// <summary>An officer by name; who recorded history is no officer, and is not named.</summary>
    public string Officer(string user) => Officers.GetValueOrDefault(user, "");
}

/// <summary>What the latest registers of the day say of a child beside where it is.</summary>
public sealed record RegisteredChild(
    string? Household, string? Lives, RollStatus? Roll, StudyMode? Mode, DisabilityCategory? Disability, int? DisabilityLevel,
    bool? FatherAway, bool? MotherAway, bool? OtherCapable, decimal? MonthsAway)
{
    /// <summary>No register knows it.</summary>
    public static RegisteredChild Unknown { get; } = new(null, null, null, null, null, null, null, null, null, null);
}

/// <summary>A column of a ledger: how it is headed, how wide it is, and what stands in it.</summary>
/// <param name="Says">A text, a whole number, a day or nothing; null: no register and no entry holds it, and it is filled in by hand.</param>
public sealed record LedgerColumn(string Heading, int Width, Func<LedgerChild, object?>? Says = null);

/// <summary>A ledger in the layout of its form (policy collection, forms.md).</summary>
/// <param name="Kind">Its title is that of the paper.</param>
/// <param name="Name">What the access log calls it.</param>
/// <param name="Units">计量单位.</param>
/// <param name="MayHold">Whether a case can stand in it at all, by what a list shows.</param>
/// <param name="Holds">Whether it does, by its file.</param>
public sealed record LedgerForm(
    DocumentKind Kind, string Name, string Units, IReadOnlyList<LedgerColumn> Columns, Predicate<CaseSummary> MayHold, Predicate<Student> Holds);
