using System.Globalization;
using System.Text.RegularExpressions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;

namespace Balance.Cases.Benchmarks;

/// <summary>
/// An officer at work in a browser: looks at the list, seeks a child, opens a file, logs a visit, and thinks in between. What is measured is what
/// he waits for: until the page stands there that he asked for, with what had to be sent before it.
/// </summary>
public sealed partial class Officer(Browser browser, Level level, Latencies latencies, Random draw)
{
    private static readonly string[] Lists = ["/cases", "/cases", "/cases?due=this_week", "/cases?status=suspected", "/cases?sort=-opened&page=2"];

    private readonly List<(string Child, string Name)> _seen = [];

    /// <summary>One thing of those that officers do, as often as they do it: a list 35, a search 20, a file 30, a visit 15 times in a hundred.</summary>
    public Task ActAsync() => _seen.Count == 0 ? ListAsync() : draw.Next(100) switch
    {
        < 35 => ListAsync(),
        < 55 => SearchAsync(),
        < 85 => TimeAsync("case page", () => browser.OpenAsync($"/cases/{Any.Child}")),
        _ => VisitAsync(),
    };

    private (string Child, string Name) Any => _seen[draw.Next(_seen.Count)];

    private async Task ListAsync()
    {
        if (await TimeAsync("list", () => browser.OpenAsync(Lists[draw.Next(Lists.Length)])) is { } page) See(page);
    }

    /// <summary>By two characters of the name of somebody whom the officer knows.</summary>
    private async Task SearchAsync()
    {
        var name = Any.Name;
        if (await TimeAsync("page to search from", () => browser.OpenAsync("/cases")) is not { } list) return;
        await TimeAsync("search", async () => await browser.OpenAsync(await browser.SubmitAsync("/cases", list, "find", new() { ["text"] = name[..Math.Min(2, name.Length)] })));
    }

    private async Task VisitAsync()
    {
        var path = $"/cases/{Any.Child}/visit";
        if (await TimeAsync("form of a visit", () => browser.OpenAsync(path)) is not { } page) return;
        if (!page.Contains("value=\"log_visit\"", StringComparison.Ordinal)) return; // a child that is back is not visited
        if (await TimeAsync("log a visit", () => browser.SubmitAsync(path, page, "log_visit", new()
        {
            ["occurredOn"] = TimeProvider.System.Today().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ["outcome"] = "promised",
            ["who"] = "镇干部和班主任，见到奶奶", ["note"] = "家长答应下周送回学校",
        })) is { } next) await TimeAsync("case page", () => browser.OpenAsync(next));
    }

    private Task<string?> TimeAsync(string kind, Func<Task<string>> request) => latencies.TimeAsync(kind, level, request);

    private void See(string page)
    {
        _seen.Clear();
        _seen.AddRange(Cases().Matches(page).Select(found => (found.Groups[1].Value, found.Groups[2].Value)));
    }

    [GeneratedRegex("<a href=\"/cases/([0-9a-f-]{36})\"[^>]*>([\\u4e00-\\u9fff]{2,4})</a>")]
    private static partial Regex Cases();
}
