using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Balance.Cases.Storage;

namespace Balance.Cases.Host.CommandLine;

/// <summary>Options that several verbs share, each read one way.</summary>
internal static class VerbOptions
{
    public static Option<string> Format()
    {
        var option = new Option<string>("--format") { Description = "json for machines", DefaultValueFactory = _ => "text", Recursive = true };
        option.AcceptOnlyFromAmong("text", "json");
        return option;
    }

    /// <summary>The county's six digits.</summary>
    public static Option<string> County()
    {
        var option = new Option<string>("--county") { Description = "six digits", Required = true };
        option.Validators.Add(result =>
        {
            if (result.Tokens.SingleOrDefault()?.Value is { } code && (code.Length != 6 || !code.All(char.IsAsciiDigit)))
                result.AddError("--county takes six digits.");
        });
        return option;
    }

    /// <summary>The year in which the school year begins.</summary>
    public static Option<int> SchoolYear(bool required = true) =>
        new("--school-year") { Description = "the year in which it begins", Required = required, CustomParser = YearOf };

    /// <summary>The year in which the school year begins, where it may be left out.</summary>
    public static Option<int?> OptionalSchoolYear() =>
        new("--school-year") { Description = "the year in which it begins", CustomParser = result => YearOf(result) };

    public static Option<DateOnly> AsOf() => new("--as-of") { Description = "yyyy-MM-dd", Required = true, CustomParser = DateOf };

    public static Option<DateOnly?> OptionalAsOf() => new("--as-of") { Description = "yyyy-MM-dd", CustomParser = result => DateOf(result) };

    /// <summary>The moment of recording up to which one knows; an instant without offset is UTC.</summary>
    public static Option<DateTimeOffset?> KnownAt() => new("--known-at") { Description = "ISO 8601 instant", CustomParser = InstantOf };

    /// <summary>Why identity is to be shown unmasked; it is logged.</summary>
    public static Option<string?> Reveal() => new("--reveal") { Description = "why identity is shown; logged", HelpName = "REASON" };

    /// <summary>A file that a verb reads.</summary>
    /// <exception cref="Refusal"><c>unreadable_file</c>.</exception>
    public static FileStream OpenFile(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new Refusal("unreadable_file", "文件不存在或无法读取,请核对路径。", "The file does not exist or cannot be read; check its path.");
        }
    }

    private static int YearOf(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens.Single().Value, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1986 and <= 2100) return year;
        result.AddError("--school-year takes a year of four digits.");
        return 0;
    }

    private static DateOnly DateOf(ArgumentResult result)
    {
        if (DateOnly.TryParseExact(result.Tokens.Single().Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        result.AddError("A date is written yyyy-MM-dd.");
        return default;
    }

    private static DateTimeOffset? InstantOf(ArgumentResult result)
    {
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTimeOffset.TryParse(result.Tokens.Single().Value, CultureInfo.InvariantCulture, styles, out var instant)) return instant;
        result.AddError("--known-at takes an instant such as 2026-04-01T08:00:00Z.");
        return null;
    }
}
