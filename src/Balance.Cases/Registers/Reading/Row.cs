using System.Diagnostics.CodeAnalysis;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Registers.Reading;

/// <summary>The row under judgement. A record asks for its columns in their order; the first value that breaks a rule rejects the row, and what is asked after that is not looked at.</summary>
public sealed class Row
{
    private const int TownshipDigits = 9;
    private const int SchoolDigits = 10;
    private const int StudentNumberLength = 19;
    private const int DigitsOfADouble = 15;

    private readonly RegisterFile file;
    private readonly ReadContext context;
    private readonly HashSet<long> taken = [];
    private readonly Tidy tidy = new();
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> shared =
        new Dictionary<string, string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    private long uniqueKey;

    internal Row(RegisterFile file, ReadContext context) => (this.file, this.context) = (file, context);

    /// <summary>Whether no rule has been broken so far.</summary>
    [MemberNotNullWhen(false, nameof(Reject))]
    public bool Accepted => Reject is null;

    internal Reject? Reject { get; private set; }

    internal string? IdNumber { get; private set; }

    internal void Begin() => (Reject, IdNumber, uniqueKey) = (null, null, 0);

    // A rejected row claims nothing, so a number is taken only once its row stands.
    internal void Keep()
    {
        if (uniqueKey != 0) taken.Add(uniqueKey);
    }

    /// <summary>The identity number of a file in which a child may stand only once.</summary>
    public string UniqueIdentity(RegisterColumn column)
    {
        var number = Identity(column, out var key);
        if (!Accepted) return number;
        if (taken.Contains(key)) Fail(column, RejectCode.DuplicateId);
        else uniqueKey = key;
        return number;
    }

    /// <summary>The identity number.</summary>
    public string Identity(RegisterColumn column) => Identity(column, out _);

    private string Identity(RegisterColumn column, out long key)
    {
        key = 0;
        if (!Ask(column, out var value)) return "";
        if (file.IsNumber(column) || Values.IsScientific(value)) return Fail(column, RejectCode.IdPrecision, "");
        if (value[^1] == 'x') value = value.ToString().ToUpperInvariant();
        if (IdentityNumber.Check(value, context.AsOf, out key) is var fault and not IdentityNumberFault.None) return Fail(column, RejectOf(fault), "");
        return IdNumber = value.ToString();
    }

    /// <summary>A student number: G, L or J and eighteen characters.</summary>
    public string StudentNumber(RegisterColumn column)
    {
        if (!AskExact(column, out var value)) return "";
        var right = value is ['G' or 'L' or 'J', ..] && value.Length == StudentNumberLength && AreLettersAndDigits(value);
        return right ? value.ToString().ToUpperInvariant() : Fail(column, RejectCode.BadCode, "");
    }

    /// <summary>A number that a spreadsheet must not have rounded, otherwise free; null where empty.</summary>
    public string? ExactText(RegisterColumn column) => AskExact(column, out var value) ? value.ToString() : null;

    /// <summary>Text that must be there.</summary>
    public string Text(RegisterColumn column) => Ask(column, out var value) ? value.ToString() : "";

    /// <summary>Text, or null where empty.</summary>
    public string? TextOrNone(RegisterColumn column) => Ask(column, out var value) ? value.ToString() : null;

    /// <summary>Text of which a file holds few different ones, such as a class; null where empty.</summary>
    public string? SharedText(RegisterColumn column)
    {
        const int enough = 10_000;
        if (!Ask(column, out var value)) return null;
        if (shared.TryGetValue(value, out var known)) return known;
        var text = value.ToString();
        if (shared.Dictionary.Count < enough) shared.Dictionary.Add(text, text);
        return text;
    }

    /// <summary>A coded value that must be there.</summary>
    public T Coded<T>(RegisterColumn column) where T : struct, Enum => CodedOrNone<T>(column) ?? default;

    /// <summary>A coded value, or null where empty.</summary>
    public T? CodedOrNone<T>(RegisterColumn column) where T : struct, Enum
    {
        if (!Ask(column, out var value)) return null;
        return Reading.Coded<T>.TryParse(value, out var coded) ? coded : Fail<T?>(column, RejectCode.UnknownValue, null);
    }

    /// <summary>A coded value that must be there whatever the column says, by its code; where not every value may stand there, one of those.</summary>
    public string? RequiredCode<T>(RegisterColumn column, IReadOnlyList<T>? among = null) where T : struct, Enum
    {
        var coded = CodedOrNone<T>(column);
        if (coded is { } other && among?.Contains(other) == false) return Fail<string?>(column, RejectCode.UnknownValue, null);
        return coded is { } value ? value.Code() : Accepted ? Fail<string?>(column, RejectCode.Missing, null) : null;
    }

    /// <summary>Yes or no; where empty, what emptiness means.</summary>
    public bool IsYes(RegisterColumn column, bool whereEmpty = false) => CodedOrNone<YesNo>(column) is { } answer ? answer == YesNo.Yes : whereEmpty;

    /// <summary>A category of disability.</summary>
    public DisabilityCategory Disability(RegisterColumn column)
    {
        if (!Ask(column, out var value)) return default;
        return Values.TryDisability(value, out var category) ? category : Fail(column, RejectCode.UnknownValue, category);
    }

    /// <summary>A severity 1-4, 1 the most severe.</summary>
    public int Severity(RegisterColumn column)
    {
        if (!Ask(column, out var value)) return 0;
        return Values.TrySeverity(value, out var severity) ? severity : Fail(column, RejectCode.UnknownValue, 0);
    }

    /// <summary>The code of a township of this county that the file itself defines.</summary>
    public string NewTownship(RegisterColumn column)
    {
        if (!Ask(column, out var value)) return "";
        var right = IsCode(value, TownshipDigits) && value.StartsWith(context.County, StringComparison.Ordinal);
        return right ? value.ToString() : Fail(column, RejectCode.BadCode, "");
    }

    /// <summary>The code of a school that the file itself defines.</summary>
    public string NewSchool(RegisterColumn column)
    {
        if (!Ask(column, out var value)) return "";
        return IsCode(value, SchoolDigits) ? value.ToString() : Fail(column, RejectCode.BadCode, "");
    }

    /// <summary>A known township, by code or exact name; null where empty.</summary>
    public string? Township(RegisterColumn column) => Place(column, context.Townships, TownshipDigits, RejectCode.UnknownTownship);

    /// <summary>A known school, by code or exact name; null where empty.</summary>
    public string? School(RegisterColumn column) => Place(column, context.Schools, SchoolDigits, RejectCode.UnknownSchool);

    /// <summary>A grade 1-9; null where empty.</summary>
    public int? Grade(RegisterColumn column)
    {
        if (!Ask(column, out var value)) return null;
        return Values.TryGrade(value, out var grade) ? grade : Fail<int?>(column, RejectCode.GradeRange, null);
    }

    /// <summary>A number that is not negative; null where empty.</summary>
    public decimal? Amount(RegisterColumn column)
    {
        if (!Ask(column, out var value)) return null;
        return Values.TryAmount(value, out var amount) ? amount : Fail<decimal?>(column, RejectCode.BadNumber, null);
    }

    /// <summary>A date that must be there.</summary>
    public DateOnly Date(RegisterColumn column) => DateOrNone(column) ?? default;

    /// <summary>A date; null where empty.</summary>
    public DateOnly? DateOrNone(RegisterColumn column)
    {
        if (!Ask(column, out var value)) return null;
        return Dates.TryParse(value, file.DatesSince1904, out var date) ? date : Fail<DateOnly?>(column, RejectCode.BadDate, null);
    }

    /// <summary>A last day, not before the first; null where empty.</summary>
    public DateOnly? Until(RegisterColumn column, DateOnly from)
    {
        var until = DateOrNone(column);
        return until is null || until >= from ? until : Fail<DateOnly?>(column, RejectCode.BadDate, null);
    }

    private string? Place(RegisterColumn column, PlaceBook book, int digits, RejectCode unknown)
    {
        if (!Ask(column, out var value)) return null;
        if (book.TryCode(value, out var code) || book.TryName(value, out code)) return code;
        return Fail<string?>(column, IsCode(value, digits) ? unknown : RejectCode.BadCode, null);
    }

    private bool AskExact(RegisterColumn column, out ReadOnlySpan<char> value)
    {
        if (!Ask(column, out value)) return false;
        var rounded = Values.IsScientific(value) || (file.IsNumber(column) && value.Length > DigitsOfADouble);
        return !rounded || Fail(column, RejectCode.IdPrecision, false);
    }

    private bool Ask(RegisterColumn column, out ReadOnlySpan<char> value)
    {
        value = default;
        if (!Accepted) return false;
        value = tidy.Value(file.Sent(column));
        if (value.IsEmpty && column.Required) Fail(column, RejectCode.Missing);
        return !value.IsEmpty;
    }

    private T Fail<T>(RegisterColumn column, RejectCode code, T instead)
    {
        Fail(column, code);
        return instead;
    }

    private static RejectCode RejectOf(IdentityNumberFault fault) => fault switch
    {
        IdentityNumberFault.IdLength => RejectCode.IdLength,
        IdentityNumberFault.IdChecksum => RejectCode.IdChecksum,
        _ => RejectCode.IdBirthDate,
    };

    private void Fail(RegisterColumn column, RejectCode code) =>
        Reject = new Reject(file.Line, column.Code, code, file.Sent(column).ToString());

    private static bool IsCode(ReadOnlySpan<char> value, int digits) => value.Length == digits && Values.IsDigits(value);

    private static bool AreLettersAndDigits(ReadOnlySpan<char> value)
    {
        foreach (var character in value)
            if (!char.IsAsciiLetterOrDigit(character)) return false;
        return true;
    }
}
