using System.Net;
using System.Text;
using Balance.Cases.Audit;
using Balance.Cases.People;
using Balance.Cases.Storage;
using Balance.Cases.Tests.Cases;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Audit;

/// <summary>Papers and attached files are what their events say, or verify says which is not.</summary>
[Collection<CaseOfficeCollection>]
public sealed class SealedFilesTests(CaseOffice office)
{
    private static readonly string[] Tables = ["documents.issued", "attachments.files"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("update documents.issued set file = file || '\\x00' where child = $1", DamageKind.IssuedPaperChanged, 1)]
    [InlineData("update documents.issued set content = set_byte(content, 40, 255 - get_byte(content, 40)) where child = $1", DamageKind.IssuedPaperChanged, 1)]
    [InlineData("update documents.issued set file = content where child = $1", DamageKind.IssuedPaperChanged, 1)]
    [InlineData("delete from documents.issued where child = $1", DamageKind.IssuedPaperChanged, 1)]
    [InlineData("update documents.issued set document = gen_random_uuid() where child = $1", DamageKind.IssuedPaperChanged, 2)]
    [InlineData("update attachments.files set content = set_byte(content, 40, 255 - get_byte(content, 40)) where child = $1", DamageKind.AttachmentChanged, 1)]
    [InlineData("update attachments.files set content = '' where child = $1", DamageKind.AttachmentChanged, 1)]
    [InlineData("delete from attachments.files where child = $1", DamageKind.AttachmentChanged, 1)]
    public async Task What_was_altered_afterwards_is_found(string alteration, DamageKind kind, int damages)
    {
        var child = await FollowedAsync();
        (await DamagesAsync(child)).ShouldBeEmpty();

        await using var connection = await office.Databases.Owner.OpenConnectionAsync(Ct);
        // Put back afterwards: other tests have the same county.
        foreach (var table in Tables) await connection.With($"create temporary table {table.Split('.')[1]} as select * from {table} where child = '{child}'").RunAsync(Ct);
        try
        {
            (await connection.With(alteration, child).RunAsync(Ct)).ShouldBe(1);
            (await DamagesAsync(child)).ShouldBe(Enumerable.Repeat(kind, damages));
        }
        finally
        {
            foreach (var table in Tables) await connection.With($"delete from {table} where child = '{child}'").RunAsync(Ct);
            foreach (var table in Tables) await connection.With($"insert into {table} select * from pg_temp.{table.Split('.')[1]}; drop table pg_temp.{table.Split('.')[1]}").RunAsync(Ct);
        }
        (await DamagesAsync(child)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_an_erased_child_the_files_can_be_opened_by_nobody_and_are_there()
    {
        var child = await FollowedAsync();
        await office.Host.Services.GetRequiredService<Vault>().EraseAsync(office.County, child, "purpose_ended", Ct);
        (await DamagesAsync(child)).ShouldBeEmpty();
    }

    private async Task<IEnumerable<DamageKind>> DamagesAsync(Guid child)
    {
        var damages = new List<Damage>();
        foreach (var proof in office.Host.Services.GetServices<IVerifyMore>().OfType<SealedFilesProof>())
            await foreach (var damage in proof.DamagesAsync(office.County, null, Ct)) damages.Add(damage);
        return damages.Where(damage => damage.Stream == child).Select(damage => damage.Kind);
    }

    /// <summary>A child with one paper and one file.</summary>
    private async Task<Guid> FollowedAsync()
    {
        var child = await office.NextChildAsync();
        var bureau = await office.BureauAsync();
        await bureau.DoAsync(child, "report-absence").Should(HttpStatusCode.OK);
        var visited = await bureau.DoAsync(child, "log-visit", "2026-10-01").Should(HttpStatusCode.OK);
        var issued = await bureau.DoAsync(child, "issue-document", "2026-10-20", visited.Version, fields: new { kind = "persuasion_record" }).Should(HttpStatusCode.OK);
        await bureau.DoAsync(child, "attach-evidence", "2026-10-20", issued.Version, fields: new { content = Convert.ToBase64String([.. "%PDF-1.7 "u8, .. Encoding.UTF8.GetBytes("在校证明")]) }).Should(HttpStatusCode.OK);
        return child;
    }
}
