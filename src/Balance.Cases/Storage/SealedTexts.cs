using System.Collections;
using System.Text.Json.Nodes;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Students;

namespace Balance.Cases.Storage;

/// <summary>The narrative of an event wherever in it it stands: also in its goals and services, and in the right entry of a correction.</summary>
public static class SealedTexts
{
    private static readonly string Ours = typeof(StudentEvent).Namespace!;

    /// <summary>Every text that is not empty.</summary>
    public static IEnumerable<SealedText> In(object value)
    {
        foreach (var property in value.GetType().GetProperties())
            switch (property.GetValue(value))
            {
                case SealedText text when !string.IsNullOrEmpty(text.Cipher):
                    yield return text;
                    break;
                case IEnumerable many and not string:
                    foreach (var text in many.Cast<object>().Where(IsOurs).SelectMany(In)) yield return text;
                    break;
                case { } one when IsOurs(one):
                    foreach (var text in In(one)) yield return text;
                    break;
            }
    }

    /// <summary>Puts something else in the place of each cipher of an event written as JSON; null leaves nothing there.</summary>
    public static void Replace(JsonNode? page, IReadOnlyDictionary<string, string?> by)
    {
        switch (page)
        {
            case JsonObject values:
                foreach (var (name, value) in values.ToArray())
                    if (Cipher(value) is { } cipher && by.TryGetValue(cipher, out var instead)) values[name] = instead;
                    else Replace(value, by);
                break;
            case JsonArray items:
                foreach (var item in items) Replace(item, by);
                break;
        }
    }

    private static string? Cipher(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static bool IsOurs(object value) => value.GetType() is { IsEnum: false } type && type.Namespace == Ours;
}
