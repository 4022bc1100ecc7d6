using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Balance.Cases.Host.CommandLine;

/// <summary>A verb's result on standard output: JSON for machines, or names, values and tables for people.</summary>
internal static class VerbOutput
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static void Write(TextWriter output, object value, bool json)
    {
        if (json) output.WriteLine(JsonSerializer.Serialize(value, Json));
        else WriteNode(output, "", JsonSerializer.SerializeToNode(value, Json));
        output.Flush();
    }

    private static void WriteNode(TextWriter output, string name, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject group:
                if (name.Length > 0) output.WriteLine(name);
                foreach (var (key, value) in group) WriteNode(output, name.Length > 0 ? "  " + key : key, value);
                break;
            case JsonArray { Count: 0 }:
                output.WriteLine($"{name}: -");
                break;
            case JsonArray rows when rows.All(row => row is JsonObject):
                output.WriteLine($"{name} ({rows.Count.ToString(CultureInfo.InvariantCulture)})");
                WriteTable(output, [.. rows.Select(row => row!.AsObject())]);
                break;
            default:
                output.WriteLine($"{name}: {Text(node)}");
                break;
        }
    }

    private static void WriteTable(TextWriter output, List<JsonObject> rows)
    {
        var columns = rows.SelectMany(row => row.Select(field => field.Key)).Distinct().ToList();
        var lines = rows.Select(row => columns.ConvertAll(column => Text(row[column]))).Prepend(columns).ToList();
        var widths = columns.Select((_, i) => lines.Max(line => Width(line[i]))).ToList();
        foreach (var line in lines)
            output.WriteLine("  " + string.Join("  ", line.Select((cell, i) => cell + new string(' ', widths[i] - Width(cell)))).TrimEnd());
    }

    private static string Text(JsonNode? node) => node switch
    {
        null => "-",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        JsonArray values => values.Count == 0 ? "-" : string.Join(", ", values.Select(Text)),
        _ => node.ToJsonString(Json),
    };

    /// <summary>A Chinese character takes two places on a terminal.</summary>
    private static int Width(string text) => text.Sum(letter => letter >= 0x2E80 ? 2 : 1);
}
