using Balance.Cases.People;

namespace Balance.Cases.Tests.People;

/// <summary>Rotations change the keys of the whole database: one test, a database of its own.</summary>
public sealed class RotationTests(PeopleDatabase people) : IClassFixture<PeopleDatabase>
{
    [Fact]
    public async Task After_a_rotation_everything_opens_and_the_old_wrapping_key_opens_nothing_more()
    {
        var (county, other) = (people.NewCounty(), people.NewCounty());
        var (number, later) = (people.NewNumber(), people.NewNumber());
        Guid id;
        Balance.Cases.Domain.People.SealedText note;
        await using (var before = people.Start())
        {
            id = (await before.AllotAsync(county, IdentityFacet.OfPerson(number, "蒋大寒")))[0];
            await before.AllotAsync(other, IdentityFacet.OfNumber(number));
            note = await before.Vault.SealTextAsync(county, id, "轮换前");
        }
        KeyRing.AddGeneration(people.KeysFolder, KeyPurpose.Wrapping);
        KeyRing.AddGeneration(people.KeysFolder, KeyPurpose.Hash);

        await using var room = people.Start();
        (await room.Vault.OpenTextAsync(county, id, note)).ShouldBe("轮换前");
        (await room.AllotAsync(county, IdentityFacet.OfPerson(number, "蒋大寒"), IdentityFacet.OfNumber(later)))[0].ShouldBe(id);
        (await room.Vault.RewrapAsync()).ShouldBe(2);
        (await room.Vault.RewrapAsync()).ShouldBe(0);
        (await room.Vault.RehashAsync()).ShouldBe(2);
        (await room.Vault.RehashAsync()).ShouldBe(0);

        foreach (var purpose in new[] { "wrapping", "hash" }) File.Delete(Path.Combine(people.KeysFolder, $"{purpose}.0001.key"));
        await people.DoAsync("delete from people.key_ids where key_id like '%-1-%'");
        await using var after = people.Start();
        (await after.Vault.FindAsync(county, number)).ShouldBe(id);
        (await after.Vault.RevealAsync(county, id))!.Name.ShouldBe("蒋大寒");
        (await after.Vault.OpenTextAsync(county, id, note)).ShouldBe("轮换前");
        (await after.Vault.FindAsync(county, later)).ShouldNotBeNull();
    }
}
