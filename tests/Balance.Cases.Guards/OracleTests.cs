using System.Xml.Linq;
using Balance.Cases.Oracle;
using Shouldly;
using Xunit;

namespace Balance.Cases.Guards;

/// <summary>What the product's figures are held against must not be the product: the other calculation stands alone.</summary>
public class OracleTests
{
    private const string Folder = "tests/Balance.Cases.Oracle";

    [Fact]
    public void The_other_calculation_refers_to_nothing_but_the_framework() =>
        typeof(Facts).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!).Where(name => !name.StartsWith("System.", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Its_project_takes_in_no_other_project_package_or_file() =>
        XDocument.Load(Path.Combine(Repository.Root, Folder, "Balance.Cases.Oracle.csproj")).Descendants()
            .Where(element => element.Attribute("Include") is not null || element.Name.LocalName == "Import").Select(element => element.Name.LocalName).ShouldBeEmpty();

    [Fact]
    public void Its_source_names_no_room_of_the_product() =>
        Repository.Files(Folder, ".cs").SelectMany(Repository.Lines).Select(line => line.Text)
            .Where(line => line.Replace("namespace Balance.Cases.Oracle;", "", StringComparison.Ordinal).Contains("Balance.Cases", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Its_formulas_give_the_published_examples()
    {
        new[] { 1, 2, 3 }.Select(definition => Math.Round(Ratios.Retention(definition, 1000, 30, 50, 1, 940)!.Value * 100, 2)).ShouldBe([96.10m, 96.02m, 95.92m]);
        Ratios.Variation([(45, 279), (37, 137), (89, 935), (76, 160), (55, 402)]).ShouldBe(0.515, 0.0005);
    }
}
