using System.Net;
using System.Security.Cryptography;
using System.Text;
using Balance.Cases.Access;
using Balance.Cases.Audit;
using Balance.Cases.Audit.Evidence;
using Balance.Cases.People;
using Balance.Cases.Storage;
using Balance.Cases.Tests.Access;
using Balance.Cases.Tests.Cases;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Audit;

/// <summary>Papers and attached files are what their events say, or verify says which is not.</summary>
[Collection<CaseOfficeCollection>]
public sealed class SealedFilesTests(CaseOffice office)
{
    private static readonly byte[] Letter = [.. "%PDF-1.7 "u8, .. Encoding.UTF8.GetBytes("在校证明")];

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
        // Of the school whose lists no other test holds name by name.
        var child = await FollowedAsync(CaseOffice.SchoolElsewhere);
        await office.Host.Services.GetRequiredService<Vault>().EraseAsync(office.County, child, "purpose_ended", Ct);
        (await DamagesAsync(child)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_pack_of_evidence_that_is_revealed_holds_paper_and_file_and_proves_them()
    {
        var child = await FollowedAsync();
        var (masked, _) = await ExportAsync(child, null);
        masked.Events.ShouldAllBe(happened => happened.File == null);

        var (pack, file) = await ExportAsync(child, "督导核查");
        pack.Events.Where(happened => happened.File is not null).Select(happened => happened.Type).ShouldBe(["document_issued", "evidence_attached"]);
        Convert.FromBase64String(pack.Events[^1].File!).ShouldBe(Letter);
        EvidenceProof.Check(file, pack.PublicKey).IsWhole.ShouldBeTrue();

        using var forger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (var other in new[] { Convert.ToBase64String([.. Letter, 0]), "not in Base64" })
        {
            var signed = EvidenceFile.BytesOf(pack with { PublicKey = forger.ExportSubjectPublicKeyInfoPem(), Events = [.. pack.Events.SkipLast(1), pack.Events[^1] with { File = other }] });
            EvidenceProof.Check(EvidenceFile.Of(signed, forger.SignData(signed, HashAlgorithmName.SHA256))).Faults.Select(fault => fault.What).ShouldBe(["file"]);
        }

        await using var connection = await office.Databases.Owner.OpenConnectionAsync(Ct);
        const string flip = "update attachments.files set content = set_byte(content, 40, 255 - get_byte(content, 40)) where child = $1";
        (await connection.With(flip, child).RunAsync(Ct)).ShouldBe(1);
        (await Should.ThrowAsync<Refusal>(() => ExportAsync(child, "督导核查"))).Code.ShouldBe("chain_damaged");
        (await connection.With(flip, child).RunAsync(Ct)).ShouldBe(1);
    }

    private Task<(EvidencePack Pack, byte[] File)> ExportAsync(Guid child, string? reason) =>
        office.Host.Services.GetRequiredService<EvidenceExport>().OfAsync(Office.At(office.County, office.County, Role.Auditor), child, reason, Ct);

    private async Task<IEnumerable<DamageKind>> DamagesAsync(Guid child)
    {
        var damages = new List<Damage>();
        await foreach (var damage in office.Host.Services.GetServices<IVerifyMore>().OfType<SealedFilesProof>().Single().DamagesAsync(office.County, null, Ct)) damages.Add(damage);
        return damages.Where(damage => damage.Stream == child).Select(damage => damage.Kind);
    }

    /// <summary>A child with one paper and one file.</summary>
    private async Task<Guid> FollowedAsync(string school = CaseOffice.School)
    {
        var child = await office.NextChildAsync(school);
        var bureau = await office.BureauAsync();
        await bureau.DoAsync(child, "report-absence").Should(HttpStatusCode.OK);
        var visited = await bureau.DoAsync(child, "log-visit", "2026-10-01").Should(HttpStatusCode.OK);
        var issued = await bureau.DoAsync(child, "issue-document", "2026-10-20", visited.Version, fields: new { kind = "persuasion_record" }).Should(HttpStatusCode.OK);
        await bureau.DoAsync(child, "attach-evidence", "2026-10-20", issued.Version, fields: new { content = Convert.ToBase64String(Letter) }).Should(HttpStatusCode.OK);
        return child;
    }
}
