using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Balance.Cases.Storage;
using Shouldly;
using Xunit;

namespace Balance.Cases.Guards;

/// <summary>
/// Events are a storage format. Each kind has a frozen sample that is never edited: what it says today it must say for ever. A field may be added
/// if it is optional; a kind that must change its shape otherwise becomes a new kind, and the old one is read by an upcaster.
/// </summary>
public class EventContractTests
{
    private const string Folder = "tests/Balance.Cases.Guards/Contracts";

    public static TheoryData<string> Kinds => [.. EventTypes.All.Select(EventTypes.NameOf)];

    [Fact]
    public void Every_kind_of_event_has_a_frozen_sample_and_every_sample_a_kind()
    {
        ContractSamples.All.Select(sample => sample.GetType()).ShouldBe(EventTypes.All, ignoreOrder: true);
        Repository.Files(Folder, ".json").Select(file => Path.GetFileNameWithoutExtension(file)).ShouldBe(EventTypes.All.Select(EventTypes.NameOf), ignoreOrder: true);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_frozen_sample_is_read_as_the_event_it_was(string kind) =>
        Read(Frozen(kind), kind).ShouldBeEquivalentTo(Sample(kind));

    [Theory, MemberData(nameof(Kinds))]
    public void An_event_is_still_written_as_its_frozen_sample(string kind) =>
        SameJson(Written(Sample(kind)), Frozen(kind));

    [Theory, MemberData(nameof(Kinds))]
    public void A_sample_is_read_also_where_the_database_reorders_its_keys(string kind) =>
        Read(AsJsonb(Frozen(kind)), kind).ShouldBeEquivalentTo(Sample(kind));

    [Theory, MemberData(nameof(Kinds))]
    public void What_is_optional_may_be_absent_and_stays_absent(string kind)
    {
        foreach (var field in OptionalFields(Sample(kind).GetType()))
        {
            var without = Frozen(kind).AsObject();
            // A field added later is not in the sample, which stays as it was.
            if (!without.Remove(field)) continue;
            SameJson(Written(Read(without, kind)), without);
        }
    }

    private static object Sample(string kind) => ContractSamples.All.Single(sample => EventTypes.NameOf(sample.GetType()) == kind);

    private static JsonNode Frozen(string kind) => JsonNode.Parse(Repository.Text($"{Folder}/{kind}.json"))!;

    private static object Read(JsonNode json, string kind) => json.Deserialize(EventTypes.All.Single(type => EventTypes.NameOf(type) == kind), CasesJson.Options)!;

    private static JsonNode Written(object happened) => JsonSerializer.SerializeToNode(happened, happened.GetType(), CasesJson.Options)!;

    private static void SameJson(JsonNode found, JsonNode frozen)
    {
        if (!JsonNode.DeepEquals(found, frozen)) found.ToJsonString().ShouldBe(frozen.ToJsonString());
    }

    private static IEnumerable<string> OptionalFields(Type type)
    {
        var nullability = new NullabilityInfoContext();
        return type.GetProperties().Where(property => nullability.Create(property).ReadState == NullabilityState.Nullable)
            .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name));
    }

    /// <summary>jsonb keeps the keys of an object by length, then by bytes.</summary>
    private static JsonNode AsJsonb(JsonNode node) => node switch
    {
        JsonObject o => new JsonObject(o.OrderBy(pair => pair.Key.Length).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value is null ? null : AsJsonb(pair.Value)))),
        JsonArray a => new JsonArray([.. a.Select(item => item is null ? null : AsJsonb(item))]),
        _ => node.DeepClone(),
    };
}
