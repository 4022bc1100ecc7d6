using System.Text.RegularExpressions;
using Balance.Cases.Access;

namespace Balance.Cases.Tests.Access;

/// <summary>For whom an address is asked for.</summary>
public enum Whose
{
    Own,
    AnotherOffices,
    AnotherCountys,
}

/// <summary>One line of <c>matrix.txt</c>.</summary>
internal sealed record MatrixLine(string Key, bool IsOpen, IReadOnlyDictionary<Role, string> Signs)
{
    public char Of(Role role, Whose whose) => Signs[role][(int)whose];
}

/// <summary>The expectations, read.</summary>
internal static partial class Matrix
{
    private static readonly Role[] Columns =
    [
        Role.Counselor, Role.Headmaster, Role.TownshipOfficial, Role.CountyOfficer, Role.SpecialEducationExpert, Role.AidOfficer, Role.Auditor,
        Role.SystemAdministrator, Role.SecurityAdministrator, Role.AuditAdministrator,
    ];

    public static IReadOnlyDictionary<string, MatrixLine> Lines { get; } = Read().ToDictionary(line => line.Key);

    private static IEnumerable<MatrixLine> Read()
    {
        using var reader = new StreamReader(typeof(Matrix).Assembly.GetManifestResourceStream("Balance.Cases.Tests.Access.matrix.txt")!);
        while (reader.ReadLine() is { } text)
        {
            if (text.Length == 0 || text[0] == '#') continue;
            var match = Line().Match(text);
            match.Success.ShouldBeTrue(text);
            var signs = match.Groups["signs"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var isOpen = signs is ["open"];
            if (!isOpen) signs.Length.ShouldBe(Columns.Length, text);
            yield return new MatrixLine($"{match.Groups["kind"].Value} {match.Groups["path"].Value}", isOpen,
                isOpen ? new Dictionary<Role, string>() : Columns.Zip(signs).ToDictionary(column => column.First, column => column.Second));
        }
    }

    [GeneratedRegex(@"^(?<kind>PAGE|GET|POST)\s+(?<path>\S+)\s+(?<signs>open|([-+0.?]{3}\s*)+)$")]
    private static partial Regex Line();
}
