using System.Text.Json;
using System.Text.Json.Nodes;
using Balance.Cases.Domain.Packs;
using Json.Schema;
using Shouldly;
using Xunit;

namespace Balance.Cases.Specs.Packs;

/// <summary>The schema beside the packs says the form that the reader asks for: what one takes the other takes, and what one refuses the other refuses.</summary>
public class PackSchemaSpecs
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(Resource("pack.schema.json")!);

    public static TheoryData<string> Packs => [.. PolicyPack.Shipped.Keys.Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Packs))]
    public void Every_shipped_pack_is_of_the_form(string name)
    {
        var verdict = Schema.Evaluate(JsonSerializer.SerializeToElement(Whole(name)), new EvaluationOptions { OutputFormat = OutputFormat.List });
        verdict.IsValid.ShouldBeTrue(string.Join("; ", (verdict.Details ?? []).Where(detail => detail.Errors is not null).Select(detail => $"{detail.InstanceLocation}: {string.Join(", ", detail.Errors!.Values)}")));
    }

    /// <summary>Every member left out, of another kind, empty or not known by its value, and one too many in every object.</summary>
    [Fact]
    public void Schema_and_reader_refuse_the_same()
    {
        var (whole, tried, differing) = (Whole("national"), 0, new List<string>());
        foreach (var (what, change, undo) in Mistakes(whole, "$").ToList())
        {
            change();
            var (form, read) = (IsOfTheForm(whole), IsRead("national", whole));
            undo();
            tried++;
            if (form != read) differing.Add($"{what}: {(form ? "the reader" : "the schema")} alone refuses it");
        }
        IsOfTheForm(whole).ShouldBeTrue("every mistake was taken back");
        tried.ShouldBeGreaterThan(1_000);
        differing.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a member of no pack", "$.thresholds.truancyDays", "3")]
    [InlineData("a number without its words", "$.deadlines.schoolDays.quote", null)]
    [InlineData("a ground that there is not", "$.report.ground", "\"hearsay\"")]
    [InlineData("law without the file in which it stands", "$.protection.contactDays.file", "null")]
    [InlineData("a default that claims a file", "$.retention.file", "\"forms.md\"")]
    [InlineData("a placement that there is not", "$.disability.placements.offered", "[\"boarding\"]")]
    [InlineData("the same placement twice", "$.disability.placements.offered", "[\"deferred\", \"deferred\"]")]
    [InlineData("no rung", "$.ladder.rungs", "[]")]
    [InlineData("a paper without a title", "$.papers", "[]")]
    [InlineData("a county's code of five digits", "$.counties", "[\"21138\"]")]
    [InlineData("a split of 4-5", "$.lastPrimaryGrade.value", "4")]
    [InlineData("a target of more than everybody", "$.targets[0].value", "101")]
    [InlineData("no calendar", "$.calendar", null)]
    public void Each_kind_of_mistake_is_refused(string mistake, string path, string? value)
    {
        var whole = Whole("national");
        var (parent, member) = (At(whole, path[..path.LastIndexOf('.')]), path[(path.LastIndexOf('.') + 1)..]);
        if (value is null) parent.Remove(member);
        else parent[member] = JsonNode.Parse(value);
        IsOfTheForm(whole).ShouldBeFalse(mistake);
        IsRead("national", whole).ShouldBeFalse(mistake);
    }

    private static JsonObject At(JsonObject whole, string path)
    {
        JsonNode at = whole;
        foreach (var part in path.Split('.')[1..])
            at = part.Split('[') is [var list, var index] ? at[list]![int.Parse(index[..^1], System.Globalization.CultureInfo.InvariantCulture)]! : at[part]!;
        return at.AsObject();
    }

    private static IEnumerable<(string What, Action Change, Action Undo)> Mistakes(JsonNode node, string path)
    {
        if (node is JsonObject record)
        {
            yield return ($"{path} with a member too many", () => record["sauce"] = "甲", () => record.Remove("sauce"));
            foreach (var (name, value) in record.ToList())
            {
                var at = $"{path}.{name}";
                yield return ($"{at} left out", () => record.Remove(name), () => record[name] = value);
                foreach (var other in new JsonNode?[] { "", 0, 1.5m, new JsonArray(), null, "unheard_of" }.Where(other => value is not null && IsMistake(value, other, name)))
                    yield return ($"{at} = {other?.ToJsonString() ?? "null"}", () => record[name] = other?.DeepClone(), () => record[name] = value);
                if (value is not null) foreach (var within in Mistakes(value, at)) yield return within;
            }
        }
        if (node is JsonArray list)
            for (var i = 0; i < list.Count; i++)
                if (list[i] is { } item) foreach (var within in Mistakes(item, $"{path}[{i}]")) yield return within;
    }

    // Any words are words; an empty list of targets, checks or days is none, and a target may be nought.
    private static bool IsMistake(JsonNode was, JsonNode? other, string member) => (was.GetValueKind(), other?.GetValueKind()) switch
    {
        (JsonValueKind.String, JsonValueKind.String) => other!.GetValue<string>().Length == 0 || member is "ground" or "to" or "formula" or "definition" or "per" or "measure" or "comparison" or "stage" or "kind" or "in" or "from" or "until" or "issuedOn",
        (JsonValueKind.Number, JsonValueKind.Number) => member is not ("schoolYear" or "fromYear") && (member != "value" || was.Parent!["measure"] is null),
        (JsonValueKind.Array, JsonValueKind.Array) => member is "rungs" or "steps" or "offered" or "groups" or "papers",
        _ => true,
    };

    private static bool IsOfTheForm(JsonObject whole) => Schema.Evaluate(JsonSerializer.SerializeToElement(whole)).IsValid;

    private static bool IsRead(string name, JsonObject whole)
    {
        try { return PackReader.Read(name, whole.ToJsonString(), _ => null) is not null; }
        catch (InvalidPolicyPackException) { return false; }
    }

    private static JsonObject Whole(string name) => PackReader.Merged(name, Resource($"Packs/{name}.json")!, other => Resource($"Packs/{other}.json"));

    private static string? Resource(string name)
    {
        using var stream = typeof(PolicyPack).Assembly.GetManifestResourceStream(name);
        return stream is null ? null : new StreamReader(stream).ReadToEnd();
    }
}
