using System.Text.Json;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Storage;

/// <summary>The kinds of event that the store knows, each under its explicit name; what is not named here cannot be stored.</summary>
/// <param name="Types">Kinds that a room adds to those of a student.</param>
public sealed record EventKinds(params Type[] Types)
{
    /// <summary>Every kind of a student's stream.</summary>
    public static readonly EventKinds OfStudents = new([.. typeof(StudentEvent).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(StudentEvent)) && !type.IsAbstract).OrderBy(type => type.Name, StringComparer.Ordinal)]);

    /// <summary>The name under which a kind is stored: <c>case_opened</c>.</summary>
    public static string NameOf(Type kind) => Term.Snake(kind.Name);

    /// <summary>A student's event as it was stored.</summary>
    /// <exception cref="KeyNotFoundException">No student's event has that name.</exception>
    public static StudentEvent ReadStudentEvent(string name, string json) => (StudentEvent)JsonSerializer.Deserialize(json, ByName[name], CasesJson.Options)!;

    /// <summary>The same, from its bytes.</summary>
    /// <exception cref="KeyNotFoundException">No student's event has that name.</exception>
    public static StudentEvent ReadStudentEvent(string name, ReadOnlySpan<byte> json) => (StudentEvent)JsonSerializer.Deserialize(json, ByName[name], CasesJson.Options)!;

    private static readonly Dictionary<string, Type> ByName = OfStudents.Types.ToDictionary(NameOf);
}
