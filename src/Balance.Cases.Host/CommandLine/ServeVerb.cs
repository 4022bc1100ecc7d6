using System.CommandLine;
using Balance.Cases.Host.Demo;

namespace Balance.Cases.Host.CommandLine;

/// <summary>Serves until it is told to end.</summary>
internal static class ServeVerb
{
    public static Command Create(VerbRunner runner)
    {
        var verb = new Command("serve", "Run the web and the worker (also without a verb).");
        Act(verb, runner);
        return verb;
    }

    public static void Act(Command verb, VerbRunner runner) =>
        verb.SetAction((parsed, cancel) => runner.GuardAsync(parsed, () => ServeAsync(runner.Configuration, cancel)));

    private static async Task<int> ServeAsync(string[] configuration, CancellationToken cancel)
    {
        Console.WriteLine("正在启动 Starting …");
        await using var host = await CasesHost.OpenAsync(configuration, HostPurpose.Serve, cancel);
        await host.EnsureSchemaAsync(cancel);
        await host.App.StartAsync(cancel);
        await host.App.Services.GetRequiredService<DemoSeed>().RunIfEmptyAsync(Console.Out, cancel);
        Console.WriteLine($"已就绪，请打开 Open: {string.Join("  ", host.App.Urls)}");
        Console.WriteLine("按 Ctrl-C 结束 Ctrl-C ends it.");
        await host.App.WaitForShutdownAsync(cancel);
        return 0;
    }
}
