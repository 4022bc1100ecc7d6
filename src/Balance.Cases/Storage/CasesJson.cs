using System.Text.Json;
using System.Text.Json.Serialization;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Storage;

/// <summary>How events and views are written as JSON. A storage format: a change here is a change of every stored event.</summary>
public static class CasesJson
{
    /// <summary>Properties in camelCase, coded values as their codes, what is absent left out.</summary>
    public static JsonSerializerOptions Options { get; } = Sealed();

    /// <summary>Writes these rules into options that others made.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = null;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        // jsonb keeps no order of keys, so that a kind may stand behind the values it explains.
        options.AllowOutOfOrderMetadataProperties = true;
        options.Converters.Add(new JsonStringEnumConverter(Codes.Policy, allowIntegerValues: false));
        options.Converters.Add(new SealedTextConverter());
    }

    private static JsonSerializerOptions Sealed()
    {
        var options = new JsonSerializerOptions();
        Apply(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private sealed class Codes : JsonNamingPolicy
    {
        public static readonly Codes Policy = new();

        public override string ConvertName(string name) => Term.Snake(name);
    }

    /// <summary>Sealed text is its cipher and nothing else.</summary>
    private sealed class SealedTextConverter : JsonConverter<SealedText>
    {
        public override SealedText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, SealedText value, JsonSerializerOptions options) => writer.WriteStringValue(value.Cipher);
    }
}
