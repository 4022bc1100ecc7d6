using System.IO.Compression;
using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Ledger;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Jobs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Balance.Cases.Registers.Importing;

/// <summary>What an officer chose beside the file.</summary>
public sealed record ImportChoice(RegisterKind Kind, DateOnly AsOf, int? SchoolYear, bool Strict, bool Replace, bool Confirm, string? School);

/// <summary>An import that runs behind the pages.</summary>
public sealed class ImportJob : CountyJob
{
    private readonly string path;
    private readonly Func<ImportRequest, CancellationToken, Task<ImportResult>> import;
    private MemoryStream? rejects;

    internal ImportJob(Principal by, ImportChoice choice, string fileName, string path, Func<ImportRequest, CancellationToken, Task<ImportResult>> import) : base(by) =>
        (Choice, FileName, this.path, this.import) = (choice, fileName, path, import);

    /// <summary>What was asked.</summary>
    public ImportChoice Choice { get; }

    /// <summary>As the file was called.</summary>
    public string FileName { get; }

    /// <summary>Rows read so far.</summary>
    public ImportProgress Progress { get; private set; }

    /// <summary>What came of it, once it is done.</summary>
    public ImportResult? Result { get; private set; }

    /// <summary>Whether there is a rejects file to take away.</summary>
    public bool HasRejects => Result is { Rejected: > 0 } && rejects is not null;

    /// <summary>Rejected rows as sent, with the reason; kept packed in memory, never on disk.</summary>
    public Stream OpenRejects() => new GZipStream(new MemoryStream(rejects!.GetBuffer(), 0, (int)rejects.Length, writable: false), CompressionMode.Decompress);

    protected override async Task WorkAsync(CancellationToken ct)
    {
        await using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, useAsync: false);
        var packed = new MemoryStream();
        await using (var packing = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var request = new ImportRequest(Choice.Kind, FileName, content, Choice.AsOf, Choice.SchoolYear)
            {
                Strict = Choice.Strict, Replace = Choice.Replace, Confirm = Choice.Confirm, School = Choice.School, Rejects = packing, Progress = new Follow(this),
            };
            Result = await import(request, ct);
        }
        rejects = packed;
    }

    protected override void Release() => File.Delete(path);

    // Progress<T> would post to another thread and could overtake the end.
    private sealed class Follow(ImportJob job) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => job.Progress = value;
    }
}

/// <summary>Takes uploaded files in and has them imported behind the pages.</summary>
public sealed class ImportJobs(CountyJobs jobs, RegisterImporter registers, LedgerImporter ledger, CasesOptions options) : IHostedService
{
    /// <summary>Largest file that the page takes.</summary>
    public const long MostBytes = 1L << 30;

    // Beside the data, closed to others: what lies here are identities in the clear, for as long as the import runs.
    private string Folder => Path.Combine(options.DataFolder, "incoming");

    /// <summary>Keeps the file until the import has ended, and queues it.</summary>
    /// <exception cref="Refusal"><c>busy</c>, <c>wrong_file_type</c>.</exception>
    public async Task<ImportJob> SubmitAsync(ImportChoice choice, IFormFile file, Principal who, CancellationToken ct)
    {
        await using (var sent = file.OpenReadStream()) SentKinds.Check(file.FileName, sent);
        OpenFolder();
        var path = Path.Combine(Folder, Guid.NewGuid().ToString("N"));
        try
        {
            var mode = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
            if (!OperatingSystem.IsWindows()) mode.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using (var kept = new FileStream(path, mode)) await file.CopyToAsync(kept, ct);
            var job = new ImportJob(who, choice, Path.GetFileName(file.FileName), path, (request, stop) => choice.Kind == RegisterKind.Ledger
                ? ledger.ImportAsync(request, who, stop)
                : registers.ImportAsync(request, who, stop));
            jobs.Submit(job);
            return job;
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Files that a killed host left behind go first.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Roles.HasFlag(NodeRoles.Web) && Directory.Exists(Folder))
            foreach (var left in Directory.GetFiles(Folder)) File.Delete(left);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void OpenFolder()
    {
        if (Directory.Exists(Folder)) return;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(Folder);
        else Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
