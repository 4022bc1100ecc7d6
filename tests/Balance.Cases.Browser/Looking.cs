using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Balance.Cases.Browser;

/// <summary>What every page is held against.</summary>
public static class Looking
{
    /// <summary>
    /// Waits until a page of this address stands there whole; <c>**</c> is anything in it, <c>*</c> anything but a slash. The page is asked where it is: Playwright's
    /// own waiting hangs on events, which on a busy machine come before it listens.
    /// </summary>
    public static Task ArriveAsync(this IPage page, string address)
    {
        var pattern = new Regex("^" + Regex.Escape(address).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal) + "$");
        return page.ArriveAsync(pattern.IsMatch);
    }

    /// <summary>The same of any address that will do.</summary>
    public static async Task ArriveAsync(this IPage page, Func<string, bool> address)
    {
        for (var waited = TimeSpan.Zero; waited < LongestWait; waited += Pause)
        {
            try
            {
                if (await page.EvaluateAsync<string[]>("[location.href, document.readyState]").WaitAsync(LongestAnswer) is [var at, "complete"] && address(at)) return;
            }
            catch (Exception gone) when (gone is PlaywrightException or TimeoutException)
            {
                // Another page took the place of the one that was asked.
            }
            await Task.Delay(Pause);
        }
        throw new TimeoutException($"The page at {new Uri(page.Url).AbsolutePath} is not the one that was waited for, or did not stand within {LongestWait}.");
    }

    /// <summary>Nothing that axe finds fault with, nothing wider than the screen, whatever one looks with.</summary>
    public static async Task ShouldBeFitAsync(this IPage page, string name) => (await page.FaultsAsync(name)).ShouldBeEmpty();

    /// <summary>
    /// What is not fit on phone and desktop, by day and by night, so that many pages can be told of at once. The page is opened once: width and light are styles, which no server is asked for.
    /// </summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(this IPage page, string name)
    {
        var before = page.ViewportSize!;
        var faults = new List<string>();
        foreach (var screen in Screen.All)
        {
            await page.SetViewportSizeAsync(screen.Width, screen.Height);
            await page.EmulateMediaAsync(new() { ColorScheme = screen.Dark ? ColorScheme.Dark : ColorScheme.Light });
            if (PicturesAreKept) await page.ShootAsync($"{name}-{screen}");
            var found = await page.RunAxe(screen.Dark ? NightChanges : Everything);
            faults.AddRange(found.Violations.Select(fault => $"{name} on {screen}: {fault.Id}: {fault.Help} at {string.Join(" | ", fault.Nodes.Select(node => node.Target.ToString()).Take(5))}"));
            var width = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            if (width > screen.Width) faults.Add($"{name} on {screen} has to be scrolled sideways: {width} px");
        }
        await page.SetViewportSizeAsync(before.Width, before.Height);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        return faults;
    }

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private static readonly AxeRunOptions Everything = new() { ResultTypes = [ResultType.Violations] };

    /// <summary>Night changes colours and nothing else.</summary>
    private static readonly AxeRunOptions NightChanges = new() { RunOnly = RunOnlyOptions.Rules("color-contrast"), ResultTypes = [ResultType.Violations] };

    /// <summary>Keeps a picture of the whole page.</summary>
    public static Task ShootAsync(this IPage page, string name) => page.ScreenshotAsync(new() { Path = Path.Combine(Shots, name + ".png"), FullPage = true });

    /// <summary>Keeps a picture of what is in sight, small enough for the repository, in <c>docs/pictures</c>.</summary>
    public static async Task PictureAsync(this IPage page, string name) =>
        await File.WriteAllBytesAsync(Path.Combine(Root ?? throw new InvalidOperationException("No repository is around the tests."), "docs", "pictures", name + ".png"),
            await SmallPicture.OfAsync(page.Context, await page.ScreenshotAsync()));

    /// <summary>Pictures of each page take longer than the look itself: they are made for people who ask.</summary>
    private static bool PicturesAreKept => Asked is { Length: > 0 };

    private static string? Asked => Environment.GetEnvironmentVariable("BALANCE_SHOTS");

    private static string Shots
    {
        get
        {
            if (PicturesAreKept) return Directory.CreateDirectory(Asked!).FullName;
            return Directory.CreateDirectory(Path.Combine(Root ?? AppContext.BaseDirectory, "artifacts", "shots")).FullName;
        }
    }

    /// <summary>The repository's folder; null where the tests lie outside of it.</summary>
    private static string? Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Balance.Cases.sln"))) folder = folder.Parent;
            return folder?.FullName;
        }
    }
}
