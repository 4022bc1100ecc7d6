using System.Globalization;
using System.Text;
using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Indicators.Standings;
using Balance.Cases.Oracle;
using Balance.Cases.People;
using Balance.Cases.Registers.Importing;
using Balance.Cases.Registers.Ledger;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using Balance.Cases.Tests.Registers.Reading;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Year;

/// <summary>An entry that was made: by which the product and by which the facts name it.</summary>
internal readonly record struct Made(Guid Entry, int Fact);

/// <summary>Plays the script day by day: what an officer does goes to the product through its own door, and beside it, in plain words, into the facts.</summary>
internal sealed class YearPlayer(IServiceProvider services, CasesDatabase database, YearClock clock, YearCounty county, Facts facts)
{
    private readonly SortedDictionary<DateOnly, List<Func<Task>>> _days = [];

    public YearCounty County => county;

    public Facts Facts => facts;

    /// <summary>What the software does by itself, as the other calculation has it.</summary>
    public Clock Clock { get; } = new(facts);

    public DateOnly Today => clock.Today;

    public Principal Bureau => Officer("bureau", county.Code, Level.County, Role.CountyOfficer);

    /// <summary>Who sends in the files and screens: another officer than the one who confirms what they tell.</summary>
    public Principal Registry => Officer("registry", county.Code, Level.County, Role.CountyOfficer);

    public Principal Expert => Officer("expert", county.Code, Level.County, Role.SpecialEducationExpert);

    public Principal Aid => Officer("aid", county.Code, Level.County, Role.AidOfficer);

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>The township that the child lives in.</summary>
    public Principal TownshipOf(YearChild child) => Officer("town" + child.Township, child.Township, Level.Township, Role.TownshipOfficial);

    /// <summary>The school where the last roll shows the child; the township where it shows it at none.</summary>
    public Principal SchoolOf(YearChild child)
    {
        var roll = facts.Rolls[^1];
        return child.PupilOn(roll.On, roll.Year, county.LastPrimary).LastOrDefault(row => row.Status is "enrolled" or "graduated") is { } row ? Headmaster(row.School) : TownshipOf(child);
    }

    /// <summary>Who works at a resource centre; its children are put in his charge one by one.</summary>
    public async Task<Principal> CentreAsync(string code)
    {
        var who = Officer("centre" + ResourceCentre.SeatOf(code), code, ResourceCentre.LevelOf(code), Role.SpecialEducationExpert);
        return who with { Beyond = await Get<Grants>().OfAsync(county.Code, who.User, default) };
    }

    public Principal Headmaster(string school) => Officer("head" + school, school, Level.School, Role.Headmaster);

    /// <summary>Something that happens on a day; what is put down for one day is played in the order in which it was put down.</summary>
    public void On(DateOnly day, Func<Task> happens)
    {
        if (!_days.TryGetValue(day, out var all)) _days[day] = all = [];
        all.Add(happens);
    }

    /// <summary>Plays everything; what is put down while playing is played too, if its day has not passed.</summary>
    public async Task PlayAsync()
    {
        while (_days.Count > 0)
        {
            var (day, all) = _days.First();
            _days.Remove(day);
            clock.Today = day;
            foreach (var happens in all) await happens();
        }
    }

    /// <summary>What happens to a child today, for the facts.</summary>
    public Happening Now(YearChild child, string what, string detail = "") => new(child.No, Today, what, detail);

    /// <summary>An act that no figure and no step looks at.</summary>
    public Task<Made> DoAsync<T>(YearChild child, Principal who, Func<Guid, Guid, long, T> act) where T : CaseCommand => DoAsync(child, who, null, act);

    /// <summary>An act that figures or steps look at, and what happened by it.</summary>
    /// <param name="act">The command, of its own id, the child's, and the version of the file that the officer sees.</param>
    public async Task<Made> DoAsync<T>(YearChild child, Principal who, Happening? told, Func<Guid, Guid, long, T> act) where T : CaseCommand
    {
        try
        {
            var receipt = await Get<Dispatcher>().SendAsync(act(Guid.CreateVersion7(), await IdAsync(child), await VersionAsync(child)), who, default);
            receipt.Entries.ShouldNotBeEmpty($"{typeof(T).Name} on {Today:yyyy-MM-dd} came to nothing");
            return new(receipt.Entries[0], told is null ? 0 : facts.Tell(told with { By = (Office)who.Level }));
        }
        catch (Exception refused) when (refused is Refusal or FluentValidation.ValidationException)
        {
            throw new InvalidOperationException($"{typeof(T).Name} of child {child.No} on {Today:yyyy-MM-dd} by {who.Role}: {(refused as Refusal)?.Code ?? refused.Message}", refused);
        }
    }

    /// <summary>The school, or the township, begins to follow the child.</summary>
    public Task<Made> OpenAsync(YearChild child, Concern concern) => DoAsync(child, SchoolOf(child), Now(child, "follow", concern.Code()), (id, who, _) => new OpenCase(id, who, concern, Today, "班主任反映"));

    /// <summary>A register file; rows are what the file has, under its header in codes.</summary>
    /// <param name="isWorkbook">As a spreadsheet instead of a text.</param>
    public async Task<ImportResult> ImportAsync(RegisterKind kind, DateOnly asOf, string header, IEnumerable<string> rows, int rejected = 0, bool isWorkbook = false)
    {
        var lines = rows.ToList();
        using var content = new MemoryStream(isWorkbook ? Workbook(header, lines) : Encoding.UTF8.GetBytes(string.Join('\n', [header, .. lines, ""])));
        var request = new ImportRequest(kind, $"{kind.Code()}.{(isWorkbook ? "xlsx" : "csv")}", content, asOf, kind == RegisterKind.Enrolment ? SchoolYears.Of(asOf) : null) { Confirm = true };
        var result = await (kind == RegisterKind.Ledger ? Get<LedgerImporter>().ImportAsync(request, Registry, default) : Get<RegisterImporter>().ImportAsync(request, Registry, default));
        result.Rejected.ShouldBe(rejected, $"{kind} of {asOf:yyyy-MM-dd}");
        // A year goes by in minutes: what the server looks up by itself within one is asked of it.
        if (kind == RegisterKind.Population)
        {
            await using var upkeep = database.Owner.CreateCommand("analyze people.children, people.facets");
            await upkeep.ExecuteNonQueryAsync();
        }
        return result;
    }

    /// <summary>A moment of the system, after all that was recorded before and before all that comes later.</summary>
    public async Task<DateTimeOffset> MomentAsync()
    {
        await using var connection = await database.Application.OpenConnectionAsync();
        return await ChainTime.SettledAsync(connection, county.Code, default);
    }

    public async Task<Guid> IdAsync(YearChild child) =>
        child.Id != default ? child.Id : child.Id = (await Get<Vault>().FindAsync(county.Code, child.Number, default)).ShouldNotBeNull("no register has named the child");

    /// <summary>By which the facts name children of whom the product tells.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> NumbersAsync(IReadOnlyCollection<Guid> children)
    {
        var byNumber = county.Children.ToDictionary(child => child.Number, child => child.No);
        return (await Get<Vault>().RevealAsync(county.Code, [.. children], default)).ToDictionary(person => person.Key, person => byNumber[person.Value.Number]);
    }

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Iso(DateOnly? day) => day is { } known ? Iso(known) : "";

    private async Task<long> VersionAsync(YearChild child)
    {
        await using var session = Get<IDocumentStore>().QuerySession(county.Code);
        return (await session.LoadAsync<StudentCase>(child.Id))?.Version ?? 0;
    }

    private Principal Officer(string user, string office, Level level, Role role) => new($"{user}.{county.Code}", county.Code, office, level, role.Code());

    private static byte[] Workbook(string header, List<string> lines) => new Workbook()
        .Sheet([.. lines.Prepend(header).Select((line, at) => (at + 1, line.Split(',').Select(Registers.Reading.Workbook.Inline).ToArray()))]).Bytes();
}
