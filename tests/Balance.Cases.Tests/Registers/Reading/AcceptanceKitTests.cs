using System.Text.Json;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Reading;
using Shouldly;
using Xunit;

namespace Balance.Cases.Tests.Registers.Reading;

/// <summary>The two counties whose answers are known; they lie beside the repository, not in it.</summary>
public sealed class AcceptanceKitTests
{
    private sealed record Expected(int Line, string Column, string Code);

    public static TheoryData<string, string> Files()
    {
        var files = new TheoryData<string, string>();
        foreach (var kit in new[] { "sample-6-3", "sample-5-4" })
            foreach (var file in new[] { "townships", "schools", "population", "population-more", "enrolment-previous", "enrolment-autumn", "enrolment-spring", "disability", "left-behind", "assistance", "absence-1", "absence-2", "ledger", "ledger-late" })
                files.Add(kit, file);
        return files;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_of_the_kit_is_rejected_where_the_kit_says(string kit, string file)
    {
        var folder = Folder(kit);
        Assert.SkipWhen(folder is null, "the acceptance kits do not lie beside the repository");
        var context = Context(folder!);
        using var stream = File.OpenRead(Path.Combine(folder!, file + ".csv"));

        var rejects = Read(stream, Kind(file), context);

        var answers = Path.Combine(folder!, file + "-rejects.json");
        var expected = File.Exists(answers) ? JsonSerializer.Deserialize<Expected[]>(File.ReadAllText(answers), JsonSerializerOptions.Web)! : [];
        // Which children are known is the importer's to say.
        expected = [.. expected.Where(reject => reject.Code != "unknown_child")];
        rejects.ShouldBe(expected);
    }

    private static List<Expected> Read(Stream stream, RegisterKind kind, ReadContext context) => kind switch
    {
        RegisterKind.Townships => Rejects<TownshipRow>(stream, context),
        RegisterKind.Schools => Rejects<SchoolRow>(stream, context),
        RegisterKind.Population => Rejects<PopulationRow>(stream, context),
        RegisterKind.Enrolment => Rejects<EnrolmentRow>(stream, context),
        RegisterKind.Disability => Rejects<DisabilityRow>(stream, context),
        RegisterKind.LeftBehind => Rejects<LeftBehindRow>(stream, context),
        RegisterKind.Assistance => Rejects<AssistanceRow>(stream, context),
        RegisterKind.Absence => Rejects<AbsenceRow>(stream, context),
        _ => Rejects<LedgerRow>(stream, context),
    };

    private static List<Expected> Rejects<T>(Stream stream, ReadContext context) where T : class, IRegisterRow<T>
    {
        using var file = RegisterFile.Open(stream, T.Kind);
        file.IgnoredColumns.ShouldBeEmpty();
        var rows = RegisterReader.Read<T>(file, context).ToList();
        rows.Count.ShouldBeGreaterThan(2);
        return [.. rows.Where(row => row.Reject is not null).Select(row => new Expected(row.Line, row.Reject!.Column, row.Reject.Code.Code()))];
    }

    private static ReadContext Context(string folder)
    {
        var none = new ReadContext(new DateOnly(2026, 8, 31), "", new TownshipBook([]), new SchoolBook([]));
        var townships = Rows<TownshipRow>(folder, "townships", none).ToDictionary(row => row.TownshipCode, row => row.Name);
        var known = none with { County = townships.Keys.First()[..6], Townships = new TownshipBook(townships) };
        return known with { Schools = new SchoolBook(Rows<SchoolRow>(folder, "schools", known).ToDictionary(row => row.SchoolCode, row => row.Name)) };
    }

    private static IEnumerable<T> Rows<T>(string folder, string name, ReadContext context) where T : class, IRegisterRow<T>
    {
        using var stream = File.OpenRead(Path.Combine(folder, name + ".csv"));
        using var file = RegisterFile.Open(stream, T.Kind);
        return [.. RegisterReader.Read<T>(file, context).Select(row => row.Row!)];
    }

    private static RegisterKind Kind(string file) =>
        Term.All<RegisterKind>().First(kind => file.Replace('-', '_').StartsWith(kind.Code(), StringComparison.Ordinal));

    private static string? Folder(string kit)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (!File.Exists(Path.Combine(at.FullName, "Balance.Cases.sln"))) continue;
            var folder = Path.Combine(at.FullName, "..", "shared", "acceptance", kit);
            return Directory.Exists(folder) ? folder : null;
        }
        return null;
    }
}
