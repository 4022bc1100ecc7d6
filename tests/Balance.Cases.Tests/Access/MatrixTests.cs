using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Balance.Cases.Access;
using Balance.Cases.Deadlines;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Dispatch;
using Balance.Cases.Tests.Cases;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Wolverine.Runtime;

namespace Balance.Cases.Tests.Access;

/// <summary>Every page, endpoint and command there is, held against every role, for a child in charge, of another office and of another county; what is expected stands in matrix.txt.</summary>
[Collection<CaseOfficeCollection>]
public sealed partial class MatrixTests(CaseOffice office)
{
    /// <summary>Styles, scripts and what the pages' own script asks for; no data of anybody.</summary>
    private static readonly string[] WithoutData = ["/_content/", "/_framework/", "/lib/", "/api-docs", "/{**", "/Balance", "/app."];

    /// <summary>Sent by the house to itself, holding ids alone; no request from outside becomes one.</summary>
    private static readonly Type[] InnerMessages = [typeof(StandingChanged), typeof(MailOverdue), typeof(CallOverdue)];

    /// <summary>Commands of the clock, which nobody else can send: <c>OverdueRoundTests</c>.</summary>
    private static readonly Type[] OfTheClock = [typeof(TakeUpOverdue)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_page_and_endpoint_has_its_line_and_every_line_its_page_or_endpoint()
    {
        var there = Endpoints().Select(KeyOf).Distinct().ToList();
        there.Count.ShouldBeGreaterThan(40);
        there.Except(Matrix.Lines.Keys).ShouldBeEmpty("nobody has said who may come in here; say it in matrix.txt");
        Matrix.Lines.Keys.Except(there).ShouldBeEmpty("lines of matrix.txt without a page or endpoint");
    }

    [Fact]
    public void Every_message_is_a_command_of_an_endpoint_or_the_house_s_own()
    {
        var handled = ((WolverineRuntime)office.Host.Services.GetRequiredService<IWolverineRuntime>()).Handlers.Chains.Select(chain => chain.MessageType)
            .Where(type => type.Assembly == typeof(Dispatcher).Assembly).ToList();
        handled.Where(type => !typeof(IOfficerCommand).IsAssignableFrom(type)).ShouldBe(InnerMessages, ignoreOrder: true);
        handled.Where(typeof(IOfficerCommand).IsAssignableFrom).ShouldBe(Commands().Concat(OfTheClock), ignoreOrder: true);
        Commands().Select(command => command.Name).ShouldBe(CommandLines().Keys, ignoreOrder: true);
    }

    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    [Theory, MemberData(nameof(Roles))]
    public async Task A_page_or_endpoint_lets_in_whom_it_should(Role role)
    {
        var scene = await SceneAsync(role);
        var faults = new List<string>();
        foreach (var endpoint in Endpoints())
        {
            var line = Matrix.Lines.GetValueOrDefault(KeyOf(endpoint));
            if (line is null or { IsOpen: true }) continue;
            foreach (var whose in HasChild(endpoint) ? Enum.GetValues<Whose>() : [Whose.Own])
            {
                var expected = line.Of(role, whose);
                if (expected == '.') continue;
                var before = await DenialsAsync(scene.User);
                var (answer, words) = await AskAsync(scene.Browser, endpoint, scene.Children[whose]);
                var sign = SignOf(answer);
                if (sign != (expected == '?' ? '0' : expected)) faults.Add($"{line.Key} for {role}, {whose}: {(int)answer}, expected {expected}");
                if (sign == '+' || expected == '?') continue;
                if (await DenialsAsync(scene.User) == before) faults.Add($"{line.Key} for {role}, {whose}: denied, and not in the access log");
                // Of a child that nobody knows a provisional case can be opened; whoever can tell the two apart knew the random id before.
                if (expected != '0' || !HasChild(endpoint) || Path(endpoint).EndsWith("/open-provisional", StringComparison.Ordinal)) continue;
                var (unknown, unknownWords) = await AskAsync(scene.Browser, endpoint, new Child(Guid.NewGuid(), Guid.NewGuid()));
                if (unknown != answer || Plain(unknownWords) != Plain(words)) faults.Add($"{line.Key} for {role}, {whose}: answered otherwise than for a child that nobody knows");
            }
        }
        faults.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Roles))]
    public async Task A_page_takes_no_form_from_whom_it_does_not_let_in(Role role)
    {
        var scene = await SceneAsync(role);
        var faults = new List<string>();
        foreach (var endpoint in Endpoints().Where(IsPage))
        {
            var line = Matrix.Lines.GetValueOrDefault(KeyOf(endpoint));
            if (line is null or { IsOpen: true } || line.Of(role, Whose.Own) != '-') continue;
            using var answer = await scene.Browser.PostAsync(PathOf(endpoint, scene.Children[Whose.Own]), new FormUrlEncodedContent([]), Ct);
            if (answer.StatusCode != HttpStatusCode.Forbidden) faults.Add($"POST {line.Key} for {role}: {(int)answer.StatusCode}");
        }
        faults.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Roles))]
    public async Task A_command_sent_by_whatever_way_does_what_its_endpoint_would(Role role)
    {
        var scene = await SceneAsync(role);
        var (door, who) = (office.Host.Services.GetRequiredService<Dispatcher>(), scene.Who);
        var faults = new List<string>();
        foreach (var command in Commands())
        {
            var (line, act) = CommandLines()[command.Name];
            // Of a command in several files the signs are for the address; each file in it is asked for as the same command for one would be.
            foreach (var whose in IsMany(command) ? [Whose.Own] : Enum.GetValues<Whose>())
            {
                var expected = line.Of(role, whose);
                if (expected == '.') continue;
                var code = await SendAsync(door, command, act, scene.Children[whose].Id, who);
                var fits = expected switch { '+' => code is not ("forbidden" or "not_found"), '0' => code == "not_found", _ => code is "forbidden" or "not_found" };
                if (!fits) faults.Add($"{command.Name} for {role}, {whose}: {code ?? "done"}, expected {expected}");
            }
        }
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_asked_to_and_a_program_s_attempt_is_written_down()
    {
        var nobody = office.Host.Browser();
        var child = (await SceneAsync(Role.CountyOfficer)).Children[Whose.Own];
        var faults = new List<string>();
        var before = await DenialsAsync(null);
        var refused = 0;
        foreach (var endpoint in Endpoints())
        {
            if (Matrix.Lines.GetValueOrDefault(KeyOf(endpoint)) is null or { IsOpen: true }) continue;
            var (answer, _) = await AskAsync(nobody, endpoint, child);
            if (answer is not (HttpStatusCode.Unauthorized or HttpStatusCode.Redirect)) faults.Add($"{KeyOf(endpoint)}: {(int)answer}");
            if (answer == HttpStatusCode.Unauthorized) refused++;
        }
        faults.ShouldBeEmpty();
        (await DenialsAsync(null) - before).ShouldBeGreaterThanOrEqualTo(refused);
    }

    private sealed record Child(Guid Id, Guid Entry);

    private sealed record Scene(HttpClient Browser, string User, Principal Who, IReadOnlyDictionary<Whose, Child> Children);

    private async Task<Scene> SceneAsync(Role role)
    {
        var browser = role switch
        {
            Role.Counselor => await office.OfficerAsync(role, CaseOffice.School, @class: "1", nth: 7),
            Role.Headmaster => await office.OfficerAsync(role, CaseOffice.School, nth: 7),
            Role.TownshipOfficial => await office.OfficerAsync(role, office.Township, nth: 7),
            _ => await office.OfficerAsync(role, nth: 7),
        };
        var others = role switch { Role.Counselor => office.ChildAsync(55), Role.Headmaster => office.ChildAsync(50, CaseOffice.SchoolNextDoor), _ => office.ChildAsync(50, CaseOffice.SchoolElsewhere) };
        var at = role switch { Role.Counselor or Role.Headmaster => CaseOffice.School, Role.TownshipOfficial => office.Township, _ => office.County };
        var user = CaseOffice.UserOf(browser);
        var who = Office.At(office.County, at, role, role == Role.Counselor ? 7 : null, role == Role.Counselor ? "1" : null) with { User = user };
        return new Scene(browser, user, who, new Dictionary<Whose, Child>
        {
            [Whose.Own] = await WithOwnEntryAsync(await WithCaseAsync(await office.ChildAsync(54), office.County), browser, role),
            [Whose.AnotherOffices] = await WithCaseAsync(await others, office.County),
            [Whose.AnotherCountys] = await WithCaseAsync(await office.ChildAsync(50, county: office.OtherCounty), office.OtherCounty),
        });
    }

    private async Task<Child> WithCaseAsync(Guid child, string county)
    {
        var bureau = await office.OfficerAsync(Role.CountyOfficer, county, county);
        if ((await bureau.AskAsync($"/api/cases/{child}")).Status == HttpStatusCode.NotFound) await bureau.DoAsync(child, "open").Should(HttpStatusCode.OK);
        var file = await bureau.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.OK);
        return new Child(child, file.Body.GetProperty("timeline").EnumerateArray().Last().GetProperty("id").GetGuid());
    }

    /// <summary>Who writes has written something: it is the own entry that one may correct.</summary>
    private static async Task<Child> WithOwnEntryAsync(Child child, HttpClient browser, Role role) =>
        role is Role.Counselor or Role.Headmaster or Role.TownshipOfficial or Role.CountyOfficer
            ? child with { Entry = (await browser.DoAsync(child.Id, "add-note").Should(HttpStatusCode.OK)).Entry } : child;

    private List<RouteEndpoint> Endpoints() =>
    [
        .. office.Host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => !WithoutData.Any(("/" + endpoint.RoutePattern.RawText!.TrimStart('/')).StartsWith)),
    ];

    private static bool IsPage(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;

    private static string Path(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/');

    private static string KeyOf(RouteEndpoint endpoint) =>
        $"{(IsPage(endpoint) ? "PAGE" : endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? "GET")} {Path(endpoint)}";

    private static bool HasChild(RouteEndpoint endpoint) => Path(endpoint).Contains("{child", StringComparison.OrdinalIgnoreCase);

    private string PathOf(RouteEndpoint endpoint, Child child)
    {
        var path = Parameter().Replace(Path(endpoint), match => match.Groups[1].Value.ToLowerInvariant() switch
        {
            "child" => child.Id.ToString(),
            "entry" => child.Entry.ToString(),
            "line" => "1",
            "kind" => "townships",
            "documentname" => "v1",
            _ => "018f2b9e-0000-7000-8000-000000000001",
        });
        return path switch
        {
            "/rates/children" => $"{path}?part=enrolled&unit={office.County}&unitKind=county",
            "/api/indicators/children" => $"{path}?part=enrolled",
            _ => path,
        };
    }

    private async Task<(HttpStatusCode Status, string Words)> AskAsync(HttpClient browser, RouteEndpoint endpoint, Child child)
    {
        var path = PathOf(endpoint, child);
        if (KeyOf(endpoint).StartsWith("POST ", StringComparison.Ordinal))
        {
            var act = path[(path.LastIndexOf('/') + 1)..];
            object body = Acts.All.Contains(act) && HasChild(endpoint) ? Acts.Body(act, version: 999, entry: child.Entry) : act == "number" ? new { reason = "document" } : new { };
            using HttpContent content = path.StartsWith("/api/imports/", StringComparison.Ordinal) ? new MultipartFormDataContent { { new StringContent(""), "asOf" } } : JsonContent.Create(body);
            using var posted = await browser.PostAsync(path, content, Ct);
            return (posted.StatusCode, await posted.Content.ReadAsStringAsync(Ct));
        }
        using var answer = await browser.GetAsync(path, Ct);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }

    private static char SignOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized => '-',
        HttpStatusCode.NotFound or HttpStatusCode.Gone => '0',
        _ => '+',
    };

    /// <summary>Without what is of the one request: ids, traces, tokens.</summary>
    private static string Plain(string words) => OfOneRequest().Replace(words, "");

    private static IEnumerable<Type> Commands() => typeof(IOfficerCommand).Assembly.GetTypes().Where(type => typeof(IOfficerCommand).IsAssignableFrom(type) && !type.IsAbstract && !OfTheClock.Contains(type));

    private static bool IsMany(Type command) => command.IsSubclassOf(typeof(ManyCommand));

    private Dictionary<string, (MatrixLine Line, string Act)> CommandLines() => Endpoints()
        .Where(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>() is not null && Matrix.Lines.ContainsKey(KeyOf(endpoint)))
        .ToDictionary(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName, endpoint => (Matrix.Lines[KeyOf(endpoint)], Path(endpoint)[(Path(endpoint).LastIndexOf('/') + 1)..]));

    private static async Task<string?> SendAsync(Dispatcher door, Type command, string act, Guid child, Principal who)
    {
        var fields = JsonSerializer.SerializeToNode(Acts.Body(act, version: 999))!.AsObject();
        if (IsMany(command)) fields["cases"] = JsonSerializer.SerializeToNode(new[] { new { child, version = 999 } });
        else fields["child"] = child;
        var message = JsonSerializer.Deserialize(fields.ToJsonString(), command, CasesJson.Options)!;
        try
        {
            await (Task)typeof(Dispatcher).GetMethod(IsMany(command) ? nameof(Dispatcher.SendManyAsync) : nameof(Dispatcher.SendAsync), BindingFlags.Public | BindingFlags.Instance)!.MakeGenericMethod(command).Invoke(door, [message, who, Ct])!;
            return null;
        }
        catch (Refusal refusal)
        {
            return refusal.Code;
        }
        catch (Balance.Cases.Storage.Desk.Conflict)
        {
            return "conflict";
        }
        catch (Balance.Cases.Storage.Desk.ManyRefused)
        {
            return "some_refused";
        }
    }

    private async Task<long> DenialsAsync(string? user)
    {
        await using var query = office.Databases.Application.CreateCommand("select count(*) from access.log where user_name is not distinct from $1 and what = 'denied'");
        query.Parameters.Add(new() { Value = (object?)user ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        return (long)(await query.ExecuteScalarAsync(Ct))!;
    }

    [GeneratedRegex(@"\{\**(\w+)[^}]*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("""[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|"traceId":"[^"]*"|value="CfDJ8[^"]*"|<!--[^>]*-->|(?<=<code>)[^<]*(?=</code>)""")]
    private static partial Regex OfOneRequest();
}
