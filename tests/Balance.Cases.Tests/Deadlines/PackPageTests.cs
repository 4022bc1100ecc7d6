using System.Net;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Balance.Cases.Deadlines;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Tests.Cases;

namespace Balance.Cases.Tests.Deadlines;

/// <summary>A pack as a person reads it: every number by name, with its words and its source, and beside another.</summary>
[Collection<CaseOfficeCollection>]
public sealed class PackPageTests(CaseOffice office)
{
    private static readonly JsonSerializerOptions AsWritten = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    [Fact]
    public void Every_line_of_every_pack_has_a_name_and_a_part()
    {
        foreach (var line in PolicyPack.Shipped.Values.SelectMany(PackLines.Of))
        {
            line.Name.ShouldNotBe(line.Path);
            PackWords.Parts.Count(part => line.Path.StartsWith(part.Prefix, StringComparison.Ordinal)).ShouldBe(1, line.Path);
        }
    }

    /// <summary>Every member of a pack is changed, one after another: one whose change no line tells is in neither page nor comparison.</summary>
    [Fact]
    public void Every_member_of_a_pack_is_on_its_page_and_in_the_comparison()
    {
        var (changed, silent) = (new HashSet<string>(), new List<string>());
        foreach (var pack in PolicyPack.Shipped.Values)
        {
            var written = JsonSerializer.SerializeToNode(pack, AsWritten)!;
            foreach (var leaf in Leaves(typeof(PolicyPack), written, nameof(PolicyPack), _ => { }).ToList())
            {
                changed.Add(leaf.Member);
                if (PackLines.Between(pack, Changed(leaf, written)).Count == 0) silent.Add($"{pack.Name}: {leaf.Member} {leaf.Was}");
            }
        }
        silent.ShouldBeEmpty();
        Members(typeof(PolicyPack), []).Except(changed).ToList().ShouldBeEmpty("nothing was changed in these");
    }

    [Fact]
    public async Task The_page_says_each_rule_with_its_words_and_shows_only_what_differs_beside_another_pack()
    {
        var bureau = await office.BureauAsync();
        var page = WebUtility.HtmlDecode(await bureau.GetStringAsync("/pack"));
        foreach (var line in PackLines.Of(PolicyPack.For(office.County)))
            foreach (var words in new[] { line.Name, line.Says, line.Source, line.Quote }) page.ShouldContain(words);
        page.ShouldContain("3 个教学日");

        var beside = WebUtility.HtmlDecode(await bureau.GetStringAsync("/pack?with=binzhou-2023"));
        beside.ShouldContain("全年送教课时");
        beside.ShouldContain("216");
        beside.ShouldNotContain("复评周期");
    }

    [Fact]
    public void What_beipiao_lays_down_for_itself_is_what_differs_from_the_nation()
    {
        var between = PackLines.Between(PolicyPack.Load("national"), PolicyPack.Load("beipiao-2019"));
        var report = between.Single(line => line.Path == "$.report");
        (report.Ours!.Says, report.Theirs!.Says, report.Theirs.Quote).ShouldBe(("教育局", "两者", "劝返无效的,应书面报告教育行政部门和乡镇人民政府"));
        between.Single(line => line.Path == "$.help.aidFirst").Theirs!.Says.ShouldStartWith("建档立卡");
        var target = between.Single(line => line.Path == "$.targets[dropout_rate.junior.2019]");
        (target.Ours, target.Theirs!.Says).ShouldBe((null, "≤ 0.9%"));
        between.ShouldContain(line => line.Path == "$.targets[disabled_enrolment_rate..2019]");
        between.ShouldNotContain(line => line.Path.StartsWith("$.thresholds", StringComparison.Ordinal));
    }

    /// <summary>The pack with another value in one place: one that keeps every rule of packs, if there is such a value.</summary>
    private static PolicyPack Changed(Leaf leaf, JsonNode written)
    {
        var type = Nullable.GetUnderlyingType(leaf.Type) ?? leaf.Type;
        JsonNode[] others = type switch
        {
            { IsEnum: true } => [.. Enum.GetNames(type).Select(name => (JsonNode)JsonNamingPolicy.SnakeCaseLower.ConvertName(name))],
            _ when type == typeof(DateOnly) => ["2026-09-06", "2027-01-06"],
            _ when type == typeof(string) => ["甲", "234567"],
            _ => [(leaf.Was?.GetValue<decimal>() ?? 0) + 1, (leaf.Was?.GetValue<decimal>() ?? 2) - 1],
        };
        var packs = new List<PolicyPack>();
        foreach (var other in others.Where(other => !JsonNode.DeepEquals(other, leaf.Was)))
        {
            leaf.Put(other.DeepClone());
            try { packs.Insert(0, PackReader.Read(written["name"]!.GetValue<string>(), written.ToJsonString(), _ => null)); }
            catch (InvalidPolicyPackException) { packs.Add(written.Deserialize<PolicyPack>(AsWritten)!); }
        }
        leaf.Put(leaf.Was?.DeepClone());
        return packs[0];
    }

    /// <summary>Where a value stands, and what may be put there.</summary>
    private sealed record Leaf(string Member, Type Type, JsonNode? Was, Action<JsonNode?> Put);

    private static IEnumerable<Leaf> Leaves(Type type, JsonNode? node, string member, Action<JsonNode?> put) => node switch
    {
        JsonArray list => list.Select((item, index) => (item, index)).ToList().SelectMany(at => Leaves(type.GetGenericArguments()[0], at.item, member, other => list[at.index] = other)),
        JsonObject record => Parameters(type).SelectMany(parameter => Leaves(
            parameter.ParameterType, record[NameOf(parameter)], $"{type.Name}.{parameter.Name}", other => record[NameOf(parameter)] = other)),
        _ => [new(member, type, node?.DeepClone(), put)],
    };

    private static string NameOf(ParameterInfo parameter) => JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);

    /// <summary>The members of a record and of those within it that hold a value.</summary>
    private static IEnumerable<string> Members(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type)) yield break;
        foreach (var parameter in Parameters(type))
        {
            var of = parameter.ParameterType.IsGenericType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? parameter.ParameterType.GetGenericArguments()[0] : parameter.ParameterType;
            if (of.Assembly == type.Assembly && !of.IsEnum) foreach (var within in Members(of, seen)) yield return within;
            else yield return $"{type.Name}.{parameter.Name}";
        }
    }

    private static ParameterInfo[] Parameters(Type type) => type.GetConstructors().Single(constructor => constructor.GetParameters().Length > 0).GetParameters();
}
