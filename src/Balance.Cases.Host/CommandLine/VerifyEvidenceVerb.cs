using System.CommandLine;
using Balance.Cases.Audit.Evidence;
using Balance.Cases.Storage;

namespace Balance.Cases.Host.CommandLine;

/// <summary>Proves an evidence pack with nothing but the file: no database, no keys, no settings.</summary>
internal static class VerifyEvidenceVerb
{
    public static Command Create(VerbRunner runner)
    {
        var file = new Argument<string>("FILE");
        var key = new Option<string?>("--key") { Description = "the installation's public key (PEM), as you got it another way", HelpName = "PEMFILE" };
        var verb = new Command("verify-evidence", "Compute every hash of an evidence pack again and check its signature; exit 1 and what does not fit where they differ.") { file, key };
        runner.ActAlone(verb, async (parsed, cancel) =>
        {
            var pem = parsed.GetValue(key) is { } path ? System.Text.Encoding.UTF8.GetString(await ReadAsync(path, cancel)) : null;
            var verdict = EvidenceProof.Check(await ReadAsync(parsed.GetRequiredValue(file), cancel), pem);
            return new VerbResult(new
            {
                whole = verdict.IsWhole,
                verdict.KeyChecked,
                faults = verdict.Faults,
                verdict.Pack?.County,
                verdict.Pack?.Child,
                verdict.Pack?.IdNumber,
                verdict.Pack?.MadeAt,
                verdict.Pack?.MadeBy,
                verdict.Pack?.KeyId,
                events = verdict.Pack?.Events.Count,
                rows = verdict.Pack?.Rows.Count,
            }, Done: verdict.IsWhole);
        });
        return verb;
    }

    private static async Task<byte[]> ReadAsync(string path, CancellationToken cancel)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, cancel);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new Refusal("unreadable_file", "文件不存在或无法读取,请核对路径。", "The file does not exist or cannot be read; check its path.");
        }
    }
}
