using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Balance.Cases.Tests.Host;

/// <summary>The built program as a process of its own, on a data folder of its own.</summary>
public sealed partial class HostProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly TaskCompletionSource<Uri> _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HostProcess(Process process) => _process = process;

    public string Output => Text(_output);

    public string Errors => Text(_errors);

    /// <summary>Starts <c>balance-cases</c> with the arguments.</summary>
    public static HostProcess Start(string folder, params string[] arguments)
    {
        // Whoever runs the tests in the background has Ctrl-C ignored, and a child inherits that: the host gets it back.
        string[] program = ["dotnet", Path.Combine(AppContext.BaseDirectory, "balance-cases.dll"), .. arguments];
        if (OperatingSystem.IsLinux()) program = ["env", "--default-signal=INT", .. program];
        var start = new ProcessStartInfo(program[0], program[1..])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["Balance__DataFolder"] = Path.Combine(folder, "data");
        start.Environment["Balance__Keys"] = Path.Combine(folder, "keys");
        start.Environment["Balance__Demo"] = "false";
        start.Environment.Remove("ConnectionStrings__Cases");
        var host = new HostProcess(new Process { StartInfo = start });
        host._process.OutputDataReceived += (_, line) => host.Hear(line.Data);
        host._process.ErrorDataReceived += (_, line) => Add(host._errors, line.Data);
        host._process.Start();
        host._process.BeginOutputReadLine();
        host._process.BeginErrorReadLine();
        return host;
    }

    /// <summary>Where it serves, as soon as it says so.</summary>
    public async Task<Uri> OpenAsync(CancellationToken cancel)
    {
        var ended = _process.WaitForExitAsync(cancel);
        if (await Task.WhenAny(_open.Task, ended) == ended) throw new InvalidOperationException($"The host ended: {Output}{Errors}");
        return await _open.Task;
    }

    /// <summary>The exit code.</summary>
    public async Task<int> EndAsync(CancellationToken cancel)
    {
        await _process.WaitForExitAsync(cancel);
        return _process.ExitCode;
    }

    /// <summary>As Ctrl-C (2) or an orderly end (15) asks.</summary>
    public void Signal(int signal) => SendSignal(_process.Id, signal).ShouldBe(0);

    /// <summary>As a power cut would.</summary>
    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        Add(_output, line);
        var at = line?.IndexOf("http://", StringComparison.Ordinal) ?? -1;
        if (at >= 0) _open.TrySetResult(new Uri(line![at..]));
    }

    private static void Add(StringBuilder text, string? line)
    {
        if (line is null) return;
        lock (text) text.AppendLine(line);
    }

    private static string Text(StringBuilder text)
    {
        lock (text) return text.ToString();
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int process, int signal);
}
