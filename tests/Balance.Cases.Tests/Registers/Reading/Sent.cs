using System.Text;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Reading;

namespace Balance.Cases.Tests.Registers.Reading;

/// <summary>Files as someone might send them, and what reading makes of them.</summary>
internal static class Sent
{
    // Synthetic numbers with right check characters; no child has them.
    public const string Child = "211381201509104562";
    public const string Sibling = "211381201703010017";
    public const string EndsInX = "21138120140628509X";
    public const string Township = "211381100";
    public const string School = "2121000001";

    public static readonly ReadContext Context = new(
        new DateOnly(2026, 8, 31), "211381",
        new TownshipBook(Names((Township, "第1镇"), ("211381101", "第2镇"), ("211381102", "同名镇"), ("211381103", "同名镇"))),
        new SchoolBook(Names((School, "第1小学"), ("3121000001", "第1初级中学"))));

    public const string PopulationHeader = "id_number,name,household_township_code,residence_township_code,residence,status,guardian_name,guardian_phone,address";
    public const string EnrolmentHeader = "id_number,student_number,name,school_code,grade,class,status,status_on,study_mode";
    public const string LedgerHeader = "id_number,occurred_on,step,detail,until,school_code,grade,quantity,level,document_number,note";

    /// <summary>The rows of a text sent as UTF-8.</summary>
    public static List<ReadRow<T>> Rows<T>(string text, IReadOnlyDictionary<string, string>? headerMap = null) where T : class, IRegisterRow<T> =>
        Rows<T>(Encoding.UTF8.GetBytes(text), headerMap);

    public static List<ReadRow<T>> Rows<T>(byte[] file, IReadOnlyDictionary<string, string>? headerMap = null, ReadContext? context = null) where T : class, IRegisterRow<T>
    {
        using var stream = new MemoryStream(file);
        using var register = RegisterFile.Open(stream, T.Kind, headerMap);
        return [.. RegisterReader.Read<T>(register, context ?? Context)];
    }

    /// <summary>The only row under a header, which must have been read.</summary>
    public static T Row<T>(string header, string row) where T : class, IRegisterRow<T>
    {
        var only = Rows<T>($"{header}\n{row}\n").Single();
        return only.Row ?? throw new InvalidOperationException($"Rejected: {only.Reject}");
    }

    /// <summary>Why the only row under a header was rejected, as <c>column code</c>; empty where it was not.</summary>
    public static string Fault<T>(string header, string row) where T : class, IRegisterRow<T> =>
        Fault(Rows<T>($"{header}\n{row}\n").Single().Reject);

    public static string Fault(Reject? reject) => reject is null ? "" : $"{reject.Column} {reject.Code.Code()}";

    public static RegisterFile Open(string text, RegisterKind kind, IReadOnlyDictionary<string, string>? headerMap = null) =>
        RegisterFile.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), kind, headerMap);

    /// <summary>A number that passes its check, whatever date it names.</summary>
    public static string Number(string place, string birthDate, string sequence)
    {
        var digits = place + birthDate + sequence;
        int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        return digits + "10X98765432"[digits.Select((digit, i) => (digit - '0') * weights[i]).Sum() % 11];
    }

    private static IEnumerable<KeyValuePair<string, string>> Names(params (string Code, string Name)[] places) =>
        places.Select(place => KeyValuePair.Create(place.Code, place.Name));
}
