using System.Security.Cryptography;
using Balance.Cases.People;
using Microsoft.AspNetCore.DataProtection;

namespace Balance.Cases.Tests.People;

[Collection<PeopleDatabaseCollection>]
public sealed class DataProtectionTests(PeopleDatabase people)
{
    [Fact]
    public async Task Any_node_opens_a_session_and_a_stolen_dump_forges_none()
    {
        await using var one = people.Start();
        var cookie = Protector(one).Protect("officer 7");
        await using var two = people.Start();

        Protector(two).Unprotect(cookie).ShouldBe("officer 7");

        var stored = await people.AskAsync<string>("select string_agg(xml, '') from access.data_protection_keys");
        stored.ShouldContain(one.Get<KeyRing>().NewestId(KeyPurpose.DataProtection));
        stored.ShouldNotContain("masterKey");
        await using var thief = people.Start(Path.Combine(people.KeysFolder, "thief"));
        Should.Throw<CryptographicException>(() => Protector(thief).Unprotect(cookie));
    }

    private static IDataProtector Protector(Room room) => room.Get<IDataProtectionProvider>().CreateProtector("session");
}
