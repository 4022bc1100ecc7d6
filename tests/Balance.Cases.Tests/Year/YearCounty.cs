using Balance.Cases.Oracle;

namespace Balance.Cases.Tests.Year;

/// <summary>A county drawn from a seed: six townships, their schools and the children who live there, before anything happens to any of them.</summary>
internal sealed class YearCounty
{
    /// <summary>The school year of the script.</summary>
    public const int Year = 2026;

    private const int Townships = 6;

    private readonly Random _random;

    public YearCounty(string code, int lastPrimary, int children, int seed)
    {
        (Code, LastPrimary, _random) = (code, lastPrimary, new Random(seed));
        Children = [.. Enumerable.Range(0, children).Select(Draw)];
    }

    public string Code { get; }

    public int LastPrimary { get; }

    public List<YearChild> Children { get; }

    public string Township(int nth) => $"{Code}{100 + nth}";

    public string Special => School(21);

    public string Vocational => School(31);

    public string Outside => School(41);

    /// <summary>Private until the government buys its places in February.</summary>
    public string Bought => School(8);

    public string Junior(int nth) => School(11 + nth);

    /// <summary>Rows of the list of schools: code, township, kind, ownership.</summary>
    public IEnumerable<(string Code, string? Township, string Kind, string Ownership)> Schools =>
    [
        .. Enumerable.Range(1, Townships).Select(nth => (School(nth), (string?)Township(nth), nth == 4 ? "nine_year" : "primary", "public")),
        (School(7), Township(1), "primary", "purchased"), (Bought, Township(2), "primary", "private"),
        .. Enumerable.Range(1, 3).Select(nth => (Junior(nth), (string?)Township(nth), "junior", "public")),
        (Junior(4), Township(1), "junior", "private"), (Special, Township(1), "special", "public"), (Vocational, Township(1), "vocational", "public"), (Outside, null, "junior", "public"),
    ];

    /// <summary>Children whom no story has yet, in an order of the seed's; each is taken.</summary>
    public List<YearChild> Take(int many, Func<YearChild, bool> which)
    {
        var taken = new List<YearChild>();
        var at = _random.Next(Children.Count);
        for (var step = 0; step < Children.Count && taken.Count < many; step++)
        {
            var child = Children[(at + step * 7) % Children.Count];
            if (child.IsTaken || !which(child)) continue;
            child.IsTaken = true;
            taken.Add(child);
        }
        return taken.Count == many ? taken : throw new InvalidOperationException("The county is too small for its stories.");
    }

    /// <summary>So many days more, up to a number.</summary>
    public int Days(int most) => _random.Next(most + 1);

    /// <summary>With so many chances in a hundred.</summary>
    public bool Chance(int percent) => _random.Next(100) < percent;

    private string School(int nth) => $"21{Code}{nth:00}";

    private YearChild Draw(int no)
    {
        var born = new DateOnly(2009, 9, 1).AddDays(_random.Next(13 * 365));
        var township = 1 + _random.Next(Townships);
        var residence = _random.Next(100) switch { < 8 => "migrant", < 9 => "away", _ => "local" };
        // One in twenty entered school a year late.
        var grade = SchoolYears.Age(born, Year) - 5 - (Chance(5) ? 1 : 0);
        var primary = (township, Chance(15)) switch { (1, true) => School(7), (2, true) => Bought, _ => School(township) };
        var junior = township switch { 1 => Chance(15) ? Junior(4) : Junior(1), 2 or 5 => Junior(2), 4 => School(4), _ => Junior(3) };
        return new YearChild(no, born, grade, Township(township), residence, primary, junior);
    }
}
