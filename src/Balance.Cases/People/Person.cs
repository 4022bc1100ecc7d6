using Balance.Cases.Domain.People;

namespace Balance.Cases.People;

/// <summary>Who a child is, merged over its sources (population first, then the roll, then what was told). Prints its id only.</summary>
public sealed record Person(Guid Child)
{
    /// <summary>Empty where no source names the child.</summary>
    public string Name { get; init; } = "";

    /// <summary>Identity number; empty for a provisional identity.</summary>
    public string Number { get; init; } = "";

    public DateOnly? BirthDate { get; init; }
    public Sex? Sex { get; init; }
    public string GuardianName { get; init; } = "";
    public string GuardianPhone { get; init; } = "";
    public string Address { get; init; } = "";
    public string StudentNumber { get; init; } = "";
    public string CertificateNumber { get; init; } = "";

    /// <summary>The number as lists show it.</summary>
    public string MaskedNumber => IdentityNumber.Masked(Number);

    /// <summary>The id, never a value.</summary>
    public override string ToString() => $"Person {Child}";

    private static readonly FacetKind[] Precedence = [FacetKind.Person, FacetKind.Student, FacetKind.Disability, FacetKind.Number, FacetKind.Provisional];

    internal static Person Of(Guid child, IEnumerable<IdentityFacet> facets)
    {
        var known = facets.OrderBy(facet => Array.IndexOf(Precedence, facet.Kind)).ToList();
        var number = First(known, facet => facet.Number);
        return new Person(child)
        {
            Number = number,
            Name = First(known, facet => facet.Name),
            BirthDate = IdentityNumber.BirthDate(number) ?? known.FirstOrDefault(facet => facet.BirthDate is not null).BirthDate,
            Sex = IdentityNumber.SexOf(number),
            GuardianName = First(known, facet => facet.GuardianName),
            GuardianPhone = First(known, facet => facet.GuardianPhone),
            Address = First(known, facet => facet.Address),
            StudentNumber = First(known, facet => facet.StudentNumber),
            CertificateNumber = First(known, facet => facet.CertificateNumber),
        };
    }

    private static string First(List<IdentityFacet> facets, Func<IdentityFacet, string?> value) =>
        facets.Select(value).FirstOrDefault(text => !string.IsNullOrEmpty(text)) ?? "";
}
