using System.Reflection;
using System.Text.RegularExpressions;
using Balance.Cases.Domain.Students;
using Balance.Cases.Storage;

namespace Balance.Cases.Guards;

/// <summary>The kinds of event that the domain knows, found in its assembly and its <c>Events.cs</c> files, so that none can be forgotten.</summary>
internal static partial class EventTypes
{
    private static readonly Assembly Domain = typeof(StudentEvent).Assembly;

    /// <summary>Kinds of a student's stream.</summary>
    public static IReadOnlyList<Type> OfStudents { get; } =
        [.. Domain.GetTypes().Where(type => type.IsSubclassOf(typeof(StudentEvent)) && !type.IsAbstract).OrderBy(type => type.Name, StringComparer.Ordinal)];

    /// <summary>Records that events are made of and that are none themselves.</summary>
    public static IReadOnlyList<Type> Parts { get; } = FindParts();

    /// <summary>Every kind of every stream.</summary>
    public static IReadOnlyList<Type> All { get; } = [.. OfStudents.Concat(Declared().Except(OfStudents).Except(Parts))];

    /// <summary>The name under which a kind is stored.</summary>
    public static string NameOf(Type kind) => EventKinds.NameOf(kind);

    /// <summary>The properties that a record itself declares and that are stored.</summary>
    public static IEnumerable<PropertyInfo> Properties(Type record) => record
        .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(property => property.GetMethod is { IsVirtual: false } || property.Name != "EqualityContract");

    /// <summary>Records that an <c>Events.cs</c> of the domain, or a part of one, declares.</summary>
    private static IEnumerable<Type> Declared() =>
        from file in Repository.Files("src/Balance.Cases.Domain", ".cs")
        where Path.GetFileName(file) is var name && name.StartsWith("Events.", StringComparison.Ordinal)
        from Match match in RecordName().Matches(Repository.Text(file))
        let record = match.Groups[1].Value
        select Domain.GetTypes().Single(type => type.Name == record && type.Namespace == $"Balance.Cases.Domain.{Path.GetFileName(Path.GetDirectoryName(file))}");

    private static List<Type> FindParts()
    {
        var parts = new List<Type>();
        var open = new Queue<Type>(Declared().Append(typeof(StudentEvent)));
        while (open.TryDequeue(out var type))
            foreach (var part in type.GetProperties().Select(property => ElementOf(property.PropertyType)).Where(IsPart))
                if (!parts.Contains(part))
                {
                    parts.Add(part);
                    open.Enqueue(part);
                }
        return parts;
    }

    private static Type ElementOf(Type type) =>
        Nullable.GetUnderlyingType(type) ?? (type.IsGenericType ? type.GetGenericArguments()[0] : type);

    private static bool IsPart(Type type) =>
        type.Assembly == Domain && type is { IsClass: true } && type != typeof(StudentEvent) && !type.IsSubclassOf(typeof(StudentEvent));

    [GeneratedRegex(@"^public sealed record (\w+)", RegexOptions.Multiline)]
    private static partial Regex RecordName();
}
