using Balance.Cases.Domain.Packs;
using Shouldly;
using Xunit;

namespace Balance.Cases.Specs.Packs;

public class PackReaderSpecs
{
    private const string Small = """
        {
          "base": "national",
          "name": "small",
          "version": 1,
          "title": "试点",
          "counties": ["621121"],
          "thresholds": {
            "absenceRunSchoolDays": {
              "value": 3,
              "ground": "default",
              "source": "试点",
              "quote": "连续旷课满 3 个教学日"
            }
          }
        }
        """;

    private static PolicyPack Read(string text) => PackReader.Read("small", text, name => name == "national" ? File("national") : null);

    private static string File(string name)
    {
        using var stream = typeof(PolicyPack).Assembly.GetManifestResourceStream($"Packs/{name}.json")!;
        return new StreamReader(stream).ReadToEnd();
    }

    [Fact]
    public void What_a_pack_does_not_lay_down_it_has_from_its_base()
    {
        var pack = Read(Small);
        pack.Thresholds.AbsenceRunSchoolDays.Value.ShouldBe(3);
        pack.Thresholds.SuspensionDays.ShouldBe(PolicyPack.Load("national").Thresholds.SuspensionDays);
        pack.Targets.ShouldBe(PolicyPack.Load("national").Targets);
        pack.Counties.ShouldBe(["621121"]);
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 0", 4, "1 or more")]
    [InlineData("\"name\": \"small\"", "\"name\": \"other\"", 3, "kept as small")]
    [InlineData("[\"621121\"]", "[\"62112\"]", 6, "6 digits")]
    [InlineData("\"value\": 3", "\"value\": 0", 9, "positive")]
    [InlineData("\"value\": 3", "\"value\": \"three\"", 9, "")]
    [InlineData("\"value\": 3,", "", 8, "value")]
    [InlineData("\"ground\": \"default\"", "\"ground\": \"hearsay\"", 10, "")]
    [InlineData("\"ground\": \"default\"", "\"ground\": \"law\"", 8, "file")]
    [InlineData("\"quote\": \"连续旷课满 3 个教学日\"", "\"quote\": \"\"", 12, "words")]
    [InlineData("\"source\": \"试点\"", "\"sauce\": \"试点\"", 11, "sauce")]
    [InlineData("\"version\": 1,", "\"version\": 1", 5, "")]
    [InlineData("\"base\": \"national\"", "\"base\": \"atlantis\"", 2, "atlantis")]
    public void A_pack_that_breaks_a_rule_is_refused_with_line_and_reason(string right, string wrong, int line, string reason)
    {
        Small.ShouldContain(right);
        var refused = Should.Throw<InvalidPolicyPackException>(() => Read(Small.Replace(right, wrong, StringComparison.Ordinal)));
        refused.Line.ShouldBe(line, refused.Reason);
        refused.Reason.ShouldContain(reason);
        refused.Message.ShouldContain($"line {line}");
    }

    [Theory]
    [InlineData("\"report\": { \"to\": \"both\" }", "ground", "a rule comes whole, never its value beside the words of another")]
    [InlineData("\"papers\": [{ \"kind\": \"indicator_return\", \"title\": \"报表\", \"ground\": \"default\", \"source\": \"试点\", \"quote\": \"报表\" }]", "one title", "a return is called by its period")]
    [InlineData("\"ladder\": { \"rungs\": [{ \"name\": \"诉讼\", \"steps\": [\"court\", \"court\"] }], \"ground\": \"default\", \"source\": \"试点\", \"quote\": \"诉讼\" }", "one rung", "each step is on one rung")]
    [InlineData("\"disability\": { \"placements\": { \"offered\": [], \"ground\": \"default\", \"source\": \"试点\", \"quote\": \"无\" } }", "at least one", "some placement there must be")]
    [InlineData("\"protection\": { \"leftBehind\": { \"definition\": \"both\", \"ground\": \"default\", \"source\": \"试点\", \"quote\": \"都\" } }", "LeftBehind", "no such definition")]
    public void A_rule_that_is_no_number_is_held_too(string member, string reason, string why) =>
        Should.Throw<InvalidPolicyPackException>(() => Read(Small.Replace("\"version\": 1,", $"\"version\": 1, {member},", StringComparison.Ordinal)), why).Reason.ShouldContain(reason, customMessage: why);

    [Fact]
    public void A_holiday_outside_its_school_year_is_refused()
    {
        var national = File("national");
        var wrong = national.Replace("\"from\": \"2026-10-01\"", "\"from\": \"2025-10-01\"", StringComparison.Ordinal);
        var refused = Should.Throw<InvalidPolicyPackException>(() => PackReader.Read("national", wrong, _ => null));
        refused.Line.ShouldBe(national.Split('\n').TakeWhile(text => !text.Contains("国庆节")).Count() + 1);
        refused.Reason.ShouldContain("2026");
    }
}
