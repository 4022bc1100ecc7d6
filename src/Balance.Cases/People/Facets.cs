using System.Buffers.Binary;
using System.Text;

namespace Balance.Cases.People;

/// <summary>What a source says of who a child is; the number is stored.</summary>
public enum FacetKind : short
{
    /// <summary>An identity number and nothing else (left-behind, assistance, absence).</summary>
    Number = 1,

    /// <summary>From the population register.</summary>
    Person = 2,

    /// <summary>From a school roll.</summary>
    Student = 3,

    /// <summary>From the disability register.</summary>
    Disability = 4,

    /// <summary>As told by whoever opened a case without a number.</summary>
    Provisional = 5,
}

/// <summary>One source's identity of one child. Prints its kind only.</summary>
public readonly record struct IdentityFacet
{
    private IdentityFacet(FacetKind kind, string? number) => (Kind, Number) = (kind, Upper(number ?? ""));

    /// <summary>Which source says so.</summary>
    public FacetKind Kind { get; }

    /// <summary>Identity number, its X in upper case; empty for a provisional identity.</summary>
    public string Number { get; init; } = "";

    internal string? Name { get; init; }
    internal string? GuardianName { get; init; }
    internal string? GuardianPhone { get; init; }
    internal string? Address { get; init; }
    internal string? StudentNumber { get; init; }
    internal string? CertificateNumber { get; init; }
    internal DateOnly? BirthDate { get; init; }

    /// <summary>A number alone.</summary>
    public static IdentityFacet OfNumber(string number) => new(FacetKind.Number, number);

    /// <summary>A row of the population register.</summary>
    public static IdentityFacet OfPerson(string number, string name, string? guardianName = null, string? guardianPhone = null, string? address = null) =>
        new(FacetKind.Person, number) { Name = name, GuardianName = guardianName, GuardianPhone = guardianPhone, Address = address };

    /// <summary>A row of a school roll.</summary>
    public static IdentityFacet OfStudent(string number, string name, string studentNumber) =>
        new(FacetKind.Student, number) { Name = name, StudentNumber = studentNumber };

    /// <summary>A row of the disability register.</summary>
    public static IdentityFacet OfDisability(string number, string? certificateNumber) =>
        new(FacetKind.Disability, number) { CertificateNumber = certificateNumber };

    /// <summary>A child whose number is not known.</summary>
    public static IdentityFacet OfProvisional(string name, DateOnly? birthDate, string? guardianName = null, string? guardianPhone = null, string? address = null) =>
        new(FacetKind.Provisional, "") { Name = name, BirthDate = birthDate, GuardianName = guardianName, GuardianPhone = guardianPhone, Address = address };

    /// <summary>The kind, never a value.</summary>
    public override string ToString() => $"IdentityFacet {Kind}";

    internal static string Upper(string number) => number.Contains('x', StringComparison.Ordinal) ? number.ToUpperInvariant() : number;
}

/// <summary>The plain content of a facet in bytes: a version, then each field behind its length. A storage format: a change is a new version.</summary>
internal static class FacetCodec
{
    private const byte Version = 1;

    /// <summary>Writes the facet into the buffer, which grows where it must, and returns the length.</summary>
    public static int Encode(in IdentityFacet facet, ref byte[] buffer)
    {
        var chars = Length(facet.Number) + Length(facet.Name) + Length(facet.GuardianName) + Length(facet.GuardianPhone)
            + Length(facet.Address) + Length(facet.StudentNumber) + Length(facet.CertificateNumber);
        if (buffer.Length < chars * 3 + 32) buffer = new byte[chars * 3 + 256];
        buffer[0] = Version;
        var at = 1;
        Put(facet.Number, buffer, ref at);
        Put(facet.Name, buffer, ref at);
        Put(facet.GuardianName, buffer, ref at);
        Put(facet.GuardianPhone, buffer, ref at);
        Put(facet.Address, buffer, ref at);
        Put(facet.StudentNumber, buffer, ref at);
        Put(facet.CertificateNumber, buffer, ref at);
        BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(at), facet.BirthDate?.DayNumber ?? -1);
        return at + 4;
    }

    public static IdentityFacet Decode(FacetKind kind, ReadOnlySpan<byte> plain)
    {
        if (plain[0] != Version) throw new NotSupportedException($"Facet version {plain[0]} is from a newer release.");
        var at = 1;
        var number = Take(plain, ref at);
        var facet = Empty(kind, number) with
        {
            Name = Take(plain, ref at),
            GuardianName = Take(plain, ref at),
            GuardianPhone = Take(plain, ref at),
            Address = Take(plain, ref at),
            StudentNumber = Take(plain, ref at),
            CertificateNumber = Take(plain, ref at),
        };
        var born = BinaryPrimitives.ReadInt32BigEndian(plain[at..]);
        return facet with { BirthDate = born < 0 ? null : DateOnly.FromDayNumber(born) };
    }

    /// <summary>Number and name alone, without making the other strings: for the book of a whole county.</summary>
    public static ReadOnlySpan<byte> NameIn(ReadOnlySpan<byte> plain)
    {
        if (plain[0] != Version) throw new NotSupportedException($"Facet version {plain[0]} is from a newer release.");
        var number = BinaryPrimitives.ReadUInt16BigEndian(plain[1..]);
        var name = BinaryPrimitives.ReadUInt16BigEndian(plain[(3 + number)..]);
        return plain.Slice(5 + number, name);
    }

    private static IdentityFacet Empty(FacetKind kind, string number) => kind switch
    {
        FacetKind.Number => IdentityFacet.OfNumber(number),
        FacetKind.Person => IdentityFacet.OfPerson(number, ""),
        FacetKind.Student => IdentityFacet.OfStudent(number, "", ""),
        FacetKind.Disability => IdentityFacet.OfDisability(number, null),
        FacetKind.Provisional => IdentityFacet.OfProvisional("", null) with { Number = number },
        _ => throw new NotSupportedException($"Facet {(short)kind} is from a newer release."),
    };

    private static int Length(string? text) => text?.Length ?? 0;

    private static void Put(string? text, byte[] buffer, ref int at)
    {
        var written = text is null ? 0 : Encoding.UTF8.GetBytes(text, buffer.AsSpan(at + 2));
        BinaryPrimitives.WriteUInt16BigEndian(buffer.AsSpan(at), checked((ushort)written));
        at += 2 + written;
    }

    private static string Take(ReadOnlySpan<byte> plain, ref int at)
    {
        var length = BinaryPrimitives.ReadUInt16BigEndian(plain[at..]);
        var text = Encoding.UTF8.GetString(plain.Slice(at + 2, length));
        at += 2 + length;
        return text;
    }
}
