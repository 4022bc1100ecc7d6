using Deque.AxeCore.Playwright;

namespace Balance.Cases.Browser;

/// <summary>What every page is held against.</summary>
public static class Looking
{
    /// <summary>Nothing that axe finds fault with, nothing wider than the screen; and a picture for people in <c>artifacts/shots</c>.</summary>
    public static async Task ShouldBeFitAsync(this IPage page, string name, Screen screen) => (await page.FaultsAsync(name, screen)).ShouldBeEmpty();

    /// <summary>What is not fit, so that many pages can be told of at once.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(this IPage page, string name, Screen screen)
    {
        await page.ShootAsync($"{name}-{screen}");
        var found = await page.RunAxe();
        var faults = found.Violations
            .Select(fault => $"{name} on {screen}: {fault.Id}: {fault.Help} at {string.Join(" | ", fault.Nodes.Select(node => node.Target.ToString()).Take(5))}").ToList();
        var width = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        if (width > screen.Width) faults.Add($"{name} on {screen} has to be scrolled sideways: {width} px");
        return faults;
    }

    /// <summary>Keeps a picture of the whole page.</summary>
    public static Task ShootAsync(this IPage page, string name) => page.ScreenshotAsync(new() { Path = Path.Combine(Shots, name + ".png"), FullPage = true });

    private static string Shots
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Balance.Cases.sln"))) folder = folder.Parent;
            return Directory.CreateDirectory(Path.Combine(folder?.FullName ?? AppContext.BaseDirectory, "artifacts", "shots")).FullName;
        }
    }
}
