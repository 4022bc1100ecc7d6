using System.Collections.Concurrent;
using System.Reflection;
using System.Text;

namespace Balance.Cases.Domain.Terms;

/// <summary>The Chinese name of a coded value, as files and screens write it. Its code is the member's name in snake_case.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class TermAttribute(string chinese) : Attribute
{
    /// <summary>The field's standard Chinese term.</summary>
    public string Chinese { get; } = chinese;
}

/// <summary>Codes and Chinese names of the domain's coded values: one table for files, events and screens.</summary>
public static class Term
{
    /// <summary>The code: <c>NeverEnrolled</c> is <c>never_enrolled</c>.</summary>
    public static string Code<T>(this T value) where T : struct, Enum => Table<T>.Codes[value];

    /// <summary>The Chinese name, or the code where the field has none.</summary>
    public static string Chinese<T>(this T value) where T : struct, Enum => Table<T>.Names[value];

    /// <summary>Reads a code or a Chinese name; false where it is neither.</summary>
    public static bool TryParse<T>(string text, out T value) where T : struct, Enum => Table<T>.Values.TryGetValue(text, out value);

    /// <summary>Reads a code or a Chinese name known to be one.</summary>
    /// <exception cref="FormatException">The text is neither.</exception>
    public static T Parse<T>(string text) where T : struct, Enum =>
        TryParse<T>(text, out var value) ? value : throw new FormatException($"No {typeof(T).Name} is called so.");

    /// <summary>Every value of the kind, in the order in which it is declared.</summary>
    public static IReadOnlyList<T> All<T>() where T : struct, Enum => Table<T>.All;

    private static readonly ConcurrentDictionary<string, string> Snakes = new();

    /// <summary><c>LeftBehind</c> to <c>left_behind</c>.</summary>
    public static string Snake(string pascal) => Snakes.GetOrAdd(pascal, static name =>
    {
        var code = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && code.Length > 0) code.Append('_');
            code.Append(char.ToLowerInvariant(letter));
        }
        return code.ToString();
    });

    private static class Table<T> where T : struct, Enum
    {
        public static readonly IReadOnlyList<T> All = Enum.GetValues<T>();
        public static readonly Dictionary<T, string> Codes = All.ToDictionary(v => v, v => Snake(v.ToString()));
        public static readonly Dictionary<T, string> Names = All.ToDictionary(v => v, v =>
            typeof(T).GetField(v.ToString())!.GetCustomAttribute<TermAttribute>()?.Chinese ?? Codes[v]);
        public static readonly Dictionary<string, T> Values = Codes.Concat(Names)
            .DistinctBy(pair => pair.Value).ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.OrdinalIgnoreCase);
    }
}
