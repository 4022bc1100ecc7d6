using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Packs;

/// <summary>Reads a pack's file: what it does not lay down itself it has from the pack that it names as its <c>base</c>.</summary>
public static class PackReader
{
    private static readonly JsonSerializerOptions AsWritten = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>Reads and validates a pack.</summary>
    /// <param name="name">The name under which it is kept; the file must say the same.</param>
    /// <param name="text">The file.</param>
    /// <param name="fileOf">The file of another pack by name, for <c>base</c>; null: there is none.</param>
    /// <exception cref="InvalidPolicyPackException">With line and reason.</exception>
    public static PolicyPack Read(string name, string text, Func<string, string?> fileOf)
    {
        var lines = new Dictionary<string, int>();
        try
        {
            lines = LinesOf(text);
            var whole = Merged(name, text, fileOf);
            var pack = whole.Deserialize<PolicyPack>(AsWritten)!;
            if (PackRules.FirstBroken(pack, name) is { } broken) throw new InvalidPolicyPackException(name, LineOf(broken.Path), broken.Reason);
            return pack;
        }
        catch (JsonException e)
        {
            var line = e.LineNumber is { } at && lines.Count == 0 ? (int)at + 1 : LineOf(e.Path ?? "$");
            throw new InvalidPolicyPackException(name, line, e.Message, e);
        }

        // The nearest line that the file has for a path: a missing member is its object's.
        int LineOf(string path)
        {
            for (; path.Length > 0; path = path[..Math.Max(path.LastIndexOf('.'), Math.Max(0, path.LastIndexOf('[')))])
                if (lines.TryGetValue(path, out var line)) return line;
            return 1;
        }
    }

    /// <summary>A pack's file with all that it has from its base, of the form that <c>pack.schema.json</c> describes; not yet held against any rule.</summary>
    /// <exception cref="JsonException">It is no object, or builds on a pack that there is not.</exception>
    public static JsonObject Merged(string name, string text, Func<string, string?> fileOf) => Whole(name, Parse(text), fileOf);

    private static JsonObject Parse(string text) =>
        JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject
        ?? throw new JsonException("A pack is an object.", "$", 0, 0);

    private static JsonObject Whole(string name, JsonObject own, Func<string, string?> fileOf)
    {
        if (!own.Remove("base", out var named)) return own;
        var basis = named!.GetValue<string>();
        if (basis == name || fileOf(basis) is not { } file) throw new JsonException($"There is no pack {basis} to build on.", "$.base", null, null);

        var whole = Whole(basis, Parse(file), fileOf);
        whole["counties"] = new JsonArray();
        foreach (var (member, value) in own.ToArray())
        {
            own.Remove(member);
            whole[member] = (member, whole[member], value) switch
            {
                ("targets", JsonArray theirs, JsonArray mine) => Joined("measure", theirs, mine),
                ("papers", JsonArray theirs, JsonArray mine) => Joined("kind", theirs, mine),
                (not "document", JsonObject theirs, JsonObject mine) when !theirs.ContainsKey("ground") => Merged(theirs, mine),
                _ => value,
            };
        }
        return whole;
    }

    /// <summary>Own targets or papers, and those of the base about what the pack sets none for itself.</summary>
    private static JsonArray Joined(string about, JsonArray theirs, JsonArray mine)
    {
        var set = mine.Select(About).ToHashSet();
        return [.. mine.Concat(theirs.Where(item => !set.Contains(About(item)))).Select(item => item?.DeepClone())];

        string? About(JsonNode? item) => (item as JsonObject)?[about]?.ToString();
    }

    /// <summary>A rule comes whole, so that its value never stands beside the words of another.</summary>
    private static JsonObject Merged(JsonObject theirs, JsonObject mine)
    {
        var merged = (JsonObject)theirs.DeepClone();
        foreach (var (member, value) in mine) merged[member] = value?.DeepClone();
        return merged;
    }

    /// <summary>The line on which each member's value begins, by its path.</summary>
    private static Dictionary<string, int> LinesOf(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes);
        var lines = new Dictionary<string, int>();
        var path = new Stack<(string Name, int Next)>([("$", -1)]);
        var (line, seen) = (1, 0);
        var member = "$";

        while (reader.Read())
        {
            var at = (int)reader.TokenStartIndex;
            line += bytes.AsSpan(seen, at - seen).Count((byte)'\n');
            seen = at;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    member = $"{path.Peek().Name}.{reader.GetString()}";
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    path.Pop();
                    continue;
            }
            if (path.Peek() is { Next: >= 0 } list)
            {
                path.Pop();
                path.Push((list.Name, list.Next + 1));
                member = $"{list.Name}[{list.Next}]";
            }
            lines[member] = line;
            if (reader.TokenType is JsonTokenType.StartObject) path.Push((member, -1));
            if (reader.TokenType is JsonTokenType.StartArray) path.Push((member, 0));
        }
        return lines;
    }
}
