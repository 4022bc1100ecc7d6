using System.Security.Cryptography;
using System.Text;
using Balance.Cases.Audit.Evidence;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Storage;
using Balance.Cases.Tests.Given;

namespace Balance.Cases.Tests.Audit;

[Collection<RunningHostCollection>]
public sealed class EvidenceTests(RunningHost host)
{
    private const string Note = "家长说孩子去了外地";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pack_proves_itself_without_the_database()
    {
        var (county, number) = await ChildAsync();
        var (pack, file) = await ExportAsync(county, number);

        var verdict = EvidenceProof.Check(file, pack.PublicKey);

        verdict.Faults.ShouldBeEmpty();
        verdict.Pack.ShouldNotBeNull().Events.Select(happened => happened.Type)
            .ShouldBe(["case_opened", "persuasion_visit_logged", "dropout_confirmed", "dropout_suspected"], ignoreOrder: true);
        pack.Rows.Select(row => row.Register).ShouldBe([RegisterKind.Population, RegisterKind.Population, RegisterKind.Enrolment]);
        pack.Rows[0].SupersededBy.ShouldBe([pack.Rows[1].Import]);
        pack.Imports.Select(import => import.Ordinal).ShouldBe(pack.Rows.Select(row => row.Import).Distinct().Order());
        pack.Imports.ShouldAllBe(import => import.Event.Type == "register_imported");
    }

    [Fact]
    public async Task A_changed_byte_anywhere_is_caught()
    {
        var (county, number) = await ChildAsync();
        var (_, file) = await ExportAsync(county, number);

        var unseen = new List<int>();
        for (var place = 0; place < file.Length; place++)
        {
            var altered = file.ToArray();
            altered[place] ^= (byte)(place % 3 == 0 ? 0x20 : 1);
            if (EvidenceProof.Check(altered).IsWhole) unseen.Add(place);
        }

        unseen.ShouldBeEmpty();
        EvidenceProof.Check([.. file, (byte)'\n']).IsWhole.ShouldBeFalse();
        EvidenceProof.Check(file[..^1]).IsWhole.ShouldBeFalse();
        EvidenceProof.Check([]).Faults.ShouldBe([new EvidenceFault("form")]);
    }

    [Fact]
    public async Task A_pack_that_another_signed_is_caught_by_the_key_that_one_brings()
    {
        var (county, number) = await ChildAsync();
        var (pack, _) = await ExportAsync(county, number);
        using var forger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var forged = Signed(pack with { PublicKey = forger.ExportSubjectPublicKeyInfoPem() }, forger);

        EvidenceProof.Check(forged).IsWhole.ShouldBeTrue("without a key a pack says itself who signed it");
        EvidenceProof.Check(forged).KeyChecked.ShouldBeFalse();
        EvidenceProof.Check(forged, pack.PublicKey).Faults.ShouldBe([new EvidenceFault("key")]);
    }

    [Fact]
    public async Task What_was_altered_and_signed_again_is_named()
    {
        var (county, number) = await ChildAsync();
        var (pack, _) = await ExportAsync(county, number);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        pack = pack with { PublicKey = key.ExportSubjectPublicKeyInfoPem() };
        var visit = pack.Events[2];

        Of(Replaced(visit with { Text = visit.Text.Replace("refused", "agreed", StringComparison.Ordinal) })).ShouldContain(new EvidenceFault("hash", visit.Stream, 3));
        Of(Replaced(visit with { RecordedAt = visit.RecordedAt.AddDays(-1) })).ShouldBe([new("link", visit.Stream, 3)]);
        Of(Replaced(visit with { Type = "note_added" })).ShouldBe([new("link", visit.Stream, 3)]);
        Of(pack with { Events = [.. pack.Events.Take(2), .. pack.Events.Skip(3)] }).ShouldContain(fault => fault.What == "order");
        Of(pack with { Heads = [] }).ShouldContain(fault => fault.What == "head");
        Of(pack with { Imports = [] }).ShouldContain(fault => fault.What == "import");
        Of(pack with { Imports = [.. pack.Imports.Select(import => import with { Digest = new string('0', 64) })] }).ShouldContain(fault => fault.What == "import");

        EvidencePack Replaced(EvidenceEvent by) => pack with { Events = [.. pack.Events.Take(2), by, .. pack.Events.Skip(3)] };
        IReadOnlyList<EvidenceFault> Of(EvidencePack altered) => EvidenceProof.Check(Signed(altered, key)).Faults;
    }

    [Fact]
    public async Task Without_a_reason_no_narrative_and_no_number_leaves()
    {
        var (county, number) = await ChildAsync();
        var (masked, file) = await ExportAsync(county, number);
        var (revealed, open) = await ExportAsync(county, number, "督导核查");

        new LeakHunt(number, Note, "某某").InLines([Encoding.UTF8.GetString(file)]).ShouldBeEmpty();
        (masked.Name, masked.Events.All(happened => happened.Narrative is null)).ShouldBe((null, true));
        (revealed.IdNumber, revealed.Name, revealed.Revealed).ShouldBe((number, "某某", "督导核查"));
        revealed.Events.SelectMany(happened => happened.Narrative!).ShouldHaveSingleItem().ShouldBe(new("note", Note));
        EvidenceProof.Check(open, masked.PublicKey).IsWhole.ShouldBeTrue();
    }

    [Fact]
    public async Task That_a_pack_left_is_in_the_access_log_and_why_it_was_revealed()
    {
        var (county, number) = await ChildAsync();
        await ExportAsync(county, number);
        await ExportAsync(county, number, "督导核查");

        (await county.CountAsync("access.log where tenant = $1 and what = 'exported' and detail = 'evidence'")).ShouldBe(2);
        (await county.CountAsync("access.log where tenant = $1 and what = 'unmasked' and detail = '督导核查'")).ShouldBe(1);
    }

    [Fact]
    public async Task Events_of_an_erased_child_are_no_longer_handed_out_as_its_own()
    {
        var (county, number) = await ChildAsync();
        var child = await county.ChildAsync(number);
        await county.Get<Vault>().EraseAsync(county.Code, child, "guardian_request", Ct);

        (await Should.ThrowAsync<Refusal>(() => county.Get<EvidenceExport>().OfAsync(county.Who, child, null, Ct))).Code.ShouldBe("unknown_child");
    }

    private static byte[] Signed(EvidencePack pack, ECDsa key)
    {
        var bytes = EvidenceFile.BytesOf(pack);
        return EvidenceFile.Of(bytes, key.SignData(bytes, HashAlgorithmName.SHA256));
    }

    private static async Task<(EvidencePack Pack, byte[] File)> ExportAsync(TestCounty county, string number, string? reason = null) =>
        await county.Get<EvidenceExport>().OfAsync(county.Who, await county.ChildAsync(number), reason, Ct);

    /// <summary>A child that was suspected, visited and dropped out, and whose row was sent twice.</summary>
    private async Task<(TestCounty County, string Number)> ChildAsync()
    {
        var county = await host.CountyAsync();
        var number = Files.Child();
        await county.PopulationAsync("2026-09-01", county.Person(number));
        await county.PopulationAsync("2026-09-01", county.Person(number, residence: "away"));
        await county.RollAsync("2026-09-01", county.Pupil(number, status: "withdrawn"));
        await county.ScreenAsync("2026-09-10");
        await county.LedgerAsync(Files.Step(number, "2026-09-12", "visit", "refused", note: Note), Files.Step(number, "2026-09-20", "dropout", "work"));
        return (county, number);
    }
}
