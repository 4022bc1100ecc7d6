using System.CommandLine;
using System.Text;

namespace Balance.Cases.Host.CommandLine;

/// <summary>The program's surface for operators and machines: verbs, and by itself the server.</summary>
internal static class CommandLine
{
    private const int WrongUsage = 2;

    /// <summary>Exit code 0 done, 1 refused or failed, 2 wrong usage.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var (verb, configuration) = ConfigurationArguments.Split(args);
        var runner = new VerbRunner(configuration);
        var parsed = Root(runner).Parse(verb);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("See: balance-cases --help");
            return WrongUsage;
        }
        // Ctrl-C and SIGTERM cancel; whatever runs then has a minute to put itself in order and give the database back.
        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(1), EnableDefaultExceptionHandler = false });
    }

    /// <summary>One line a verb.</summary>
    private static RootCommand Root(VerbRunner runner)
    {
        var root = new RootCommand("Balance Cases: student protection and dropout control of a county. Without a verb it serves.")
        {
            runner.Format,
            ServeVerb.Create(runner),
            AccountsVerb.Create(runner),
            ImportVerb.Create(runner),
            ScreenVerb.Create(runner),
            IndicatorsVerb.Create(runner),
            OpenCaseVerb.Create(runner),
            EraseVerb.Create(runner),
            ReplayVerb.Create(runner),
            VerifyVerb.Create(runner),
            CheckpointVerb.Create(runner),
            ProjectionsVerb.Create(runner),
            ExportEvidenceVerb.Create(runner),
            VerifyEvidenceVerb.Create(runner),
            DbApplyVerb.Create(runner),
            DbAssertVerb.Create(runner),
        };
        ServeVerb.Act(root, runner);
        return root;
    }
}
