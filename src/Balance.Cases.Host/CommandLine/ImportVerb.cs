using System.CommandLine;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Importing;
using Balance.Cases.Registers.Ledger;
using Balance.Cases.Storage;

namespace Balance.Cases.Host.CommandLine;

/// <summary>Takes a register or the ledger in.</summary>
internal static class ImportVerb
{
    public static Command Create(VerbRunner runner)
    {
        var kind = new Argument<string>("KIND") { Description = string.Join(", ", Term.All<RegisterKind>().Select(FileName)) };
        kind.AcceptOnlyFromAmong([.. Term.All<RegisterKind>().Select(FileName)]);
        var file = new Argument<string>("FILE");
        var county = VerbOptions.County();
        var asOf = VerbOptions.AsOf();
        var schoolYear = VerbOptions.OptionalSchoolYear();
        var strict = new Option<bool>("--strict") { Description = "apply nothing if any row is rejected" };
        var replace = new Option<bool>("--replace") { Description = "the file is the whole snapshot of its date" };
        var confirm = new Option<bool>("--confirm") { Description = "take a snapshot that has shrunk" };
        var school = new Option<string?>("--school") { Description = "replace this school's part of the latest roll", HelpName = "CODE" };
        var rejects = new Option<string?>("--rejects") { Description = "write rejected rows as sent, with the reason", HelpName = "FILE" };
        var verb = new Command("import", "Take a register or the ledger in; rejected rows are listed and everything else is applied.")
            { kind, file, county, asOf, schoolYear, strict, replace, confirm, school, rejects };

        runner.Act(verb, VerbNeeds.RunningHost, async (parsed, context) =>
        {
            var path = parsed.GetRequiredValue(file);
            await using var content = VerbOptions.OpenFile(path);
            await using var rejectsFile = parsed.GetValue(rejects) is { } to ? File.Create(to) : null;
            var request = new ImportRequest(KindOf(parsed.GetRequiredValue(kind)), path, content, parsed.GetValue(asOf), parsed.GetValue(schoolYear))
            {
                Strict = parsed.GetValue(strict),
                Replace = parsed.GetValue(replace),
                Confirm = parsed.GetValue(confirm),
                School = parsed.GetValue(school),
                Rejects = rejectsFile,
                Progress = new Lines(context.Progress),
            };
            var who = Operator.Of(parsed.GetRequiredValue(county));
            var result = request.Kind == RegisterKind.Ledger
                ? await context.Get<LedgerImporter>().ImportAsync(request, who, context.Cancel)
                : await context.Get<RegisterImporter>().ImportAsync(request, who, context.Cancel);
            return new VerbResult(new
            {
                kind = FileName(result.Kind),
                result.Rows,
                result.Applied,
                result.Unchanged,
                result.Rejected,
                rejects = result.Rejects.Select(reject => new { reject.Line, reject.Column, reject.Code, value = reject.MaskedValue }),
                result.Warnings,
                result.IgnoredColumns,
            });
        });
        return verb;
    }

    /// <summary>The kind as files are named: <c>left-behind</c>.</summary>
    private static string FileName(RegisterKind kind) => kind.Code().Replace('_', '-');

    private static RegisterKind KindOf(string name) => Term.Parse<RegisterKind>(name.Replace('-', '_'));

    /// <summary>A line for the operator now and then.</summary>
    private sealed class Lines(IProgress<string> to) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) =>
            to.Report(value.Storing ? $"{value.Rows} rows read, {value.Rejected} rejected; storing" : $"{value.Rows} rows read, {value.Rejected} rejected");
    }
}
