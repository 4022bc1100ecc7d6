using Balance.Cases.People;
using Balance.Cases.Storage;

namespace Balance.Cases.Tests.People;

public sealed class KeyRingTests : IDisposable
{
    private readonly string root = Throwaway.Folder("balance-keys-");

    private string Folder => Path.Combine(root, "keys");

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void The_first_use_makes_keys_that_only_their_owner_reads()
    {
        using var ring = KeyRing.LoadOrCreate(Folder);

        Directory.GetFiles(Folder, "*.key").Length.ShouldBe(Enum.GetValues<KeyPurpose>().Length);
        if (OperatingSystem.IsWindows()) return;
        File.GetUnixFileMode(Folder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var file in Directory.GetFiles(Folder))
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void A_folder_that_the_host_made_for_its_passwords_is_closed_before_a_key_lies_in_it()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "database"));

        using var ring = KeyRing.LoadOrCreate(Folder);

        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Folder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public void Keys_that_others_may_read_are_refused()
    {
        if (OperatingSystem.IsWindows()) return;
        KeyRing.LoadOrCreate(Folder).Dispose();
        var file = Directory.GetFiles(Folder, "wrapping*")[0];
        File.SetUnixFileMode(file, File.GetUnixFileMode(file) | UnixFileMode.GroupRead);

        Should.Throw<Refusal>(() => KeyRing.Load(Folder)).Code.ShouldBe("keys_exposed");
        Should.Throw<Refusal>(() => KeyRing.LoadOrCreate(Folder)).Code.ShouldBe("keys_exposed");
    }

    [Fact]
    public void A_lost_part_is_never_made_anew_and_an_empty_folder_holds_no_keys()
    {
        Directory.CreateDirectory(Folder);
        Should.Throw<Refusal>(() => KeyRing.Load(Folder)).Code.ShouldBe("keys_missing");
        KeyRing.LoadOrCreate(Folder).Dispose();
        File.Delete(Directory.GetFiles(Folder, "hash*")[0]);

        Should.Throw<Refusal>(() => KeyRing.LoadOrCreate(Folder)).Code.ShouldBe("keys_incomplete");
    }

    [Fact]
    public void A_damaged_key_file_is_named_without_what_it_holds()
    {
        KeyRing.LoadOrCreate(Folder).Dispose();
        var file = Directory.GetFiles(Folder, "wrapping*")[0];
        var held = File.ReadAllText(file);
        File.WriteAllText(file, held[..20]);

        var refusal = Should.Throw<Refusal>(() => KeyRing.Load(Folder));
        refusal.Code.ShouldBe("keys_damaged");
        refusal.ToString().ShouldNotContain(held[..20]);
    }

    [Fact]
    public async Task Processes_that_come_first_together_get_the_same_keys()
    {
        var rings = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => KeyRing.LoadOrCreate(Folder))));

        rings.Select(ring => ring.ToString()).Distinct().Count().ShouldBe(1);
        foreach (var ring in rings) ring.Dispose();
    }

    [Fact]
    public void The_ring_prints_ids_and_no_key()
    {
        using var ring = KeyRing.LoadOrCreate(Folder);

        ring.ToString().ShouldContain(ring.NewestId(KeyPurpose.Wrapping));
        foreach (var file in Directory.GetFiles(Folder, "*.key"))
            ring.ToString().ShouldNotContain(File.ReadAllText(file)[..8]);
    }

    [Fact]
    public void A_new_generation_signs_what_is_new_and_the_old_one_still_verifies()
    {
        Signature old;
        using (var before = KeyRing.LoadOrCreate(Folder)) old = before.Sign("head"u8);
        KeyRing.AddGeneration(Folder, KeyPurpose.Signing);
        using var ring = KeyRing.Load(Folder);
        var anew = ring.Sign("head"u8);

        anew.KeyId.ShouldNotBe(old.KeyId);
        ring.Verify("head"u8, old).ShouldBeTrue();
        ring.Verify("head"u8, anew).ShouldBeTrue();
        ring.Verify("tail"u8, anew).ShouldBeFalse();
        ring.Verify("head"u8, anew with { KeyId = old.KeyId }).ShouldBeFalse();
        using var outside = System.Security.Cryptography.ECDsa.Create();
        outside.ImportFromPem(ring.PublicKey(anew.KeyId));
        outside.VerifyData("head"u8, anew.Value, System.Security.Cryptography.HashAlgorithmName.SHA256).ShouldBeTrue();
    }

    [Fact]
    public void The_hash_of_a_number_is_another_in_another_county_and_under_another_ring()
    {
        using var ring = KeyRing.LoadOrCreate(Folder);
        using var other = KeyRing.LoadOrCreate(Path.Combine(root, "other"));
        using var hash = new IdentityHash(ring);
        using var otherHash = new IdentityHash(other);
        var number = Numbers.Of(1)[..17] + "X";

        hash.Of("210000", number).ShouldBe(hash.Of("210000", number.ToLowerInvariant()));
        hash.Of("210000", number).ShouldNotBe(hash.Of("210001", number));
        hash.Of("210000", number).ShouldNotBe(otherHash.Of("210000", number));
        hash.Fingerprint("210000", number).Length.ShouldBe(16);
        hash.Fingerprint("210000", number).ShouldNotBe(hash.Of("210000", number)[..16]);
    }
}
