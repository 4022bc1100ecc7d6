using System.Security.Cryptography;
using System.Text;
using Balance.Cases.Domain.People;
using Balance.Cases.People;
using Balance.Cases.Storage;
using CsCheck;

namespace Balance.Cases.Tests.People;

[Collection<PeopleDatabaseCollection>]
public sealed class VaultTests(PeopleDatabase people)
{
    [Fact]
    public async Task A_person_is_merged_over_the_registers_population_first()
    {
        await using var room = people.Start();
        var (county, number) = (people.NewCounty(), people.NewNumber());
        var id = (await room.AllotAsync(county, IdentityFacet.OfStudent(number, "学籍名", "G" + number), IdentityFacet.OfDisability(number, number + "44"),
            IdentityFacet.OfPerson(number, "户籍名", "周母", "13700000000", "五间房")))[0];

        var person = (await room.Vault.RevealAsync(county, id))!;

        person.ShouldBe(new Person(id)
        {
            Name = "户籍名",
            Number = number,
            BirthDate = IdentityNumber.BirthDate(number),
            Sex = IdentityNumber.SexOf(number),
            GuardianName = "周母",
            GuardianPhone = "13700000000",
            Address = "五间房",
            StudentNumber = "G" + number,
            CertificateNumber = number + "44",
        });
        person.MaskedNumber.ShouldBe("211" + new string('*', 14) + number[17]);
    }

    [Fact]
    public async Task Whatever_a_register_writes_comes_back_as_it_was()
    {
        await using var room = people.Start();
        var county = people.NewCounty();
        var text = Gen.String[Gen.OneOf(Gen.Char['一', '鿿'], Gen.Char['!', '~'], Gen.Char['Ā', 'ſ']), 1, 300];
        await Gen.Select(text, text, text).SampleAsync(async (name, guardian, address) =>
        {
            var id = (await room.AllotAsync(county, IdentityFacet.OfPerson(people.NewNumber(), name, guardian, "", address)))[0];
            var person = (await room.Vault.RevealAsync(county, id))!;
            return person.Name == name && person.GuardianName == guardian && person.Address == address && person.GuardianPhone == "";
        }, iter: 40);
    }

    [Fact]
    public async Task An_altered_facet_is_not_believed()
    {
        await using var room = people.Start();
        var county = people.NewCounty();
        var id = (await room.AllotAsync(county, IdentityFacet.OfPerson(people.NewNumber(), "钱白露")))[0];

        await people.DoAsync("update people.facets set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) where tenant = $1", county);

        await Should.ThrowAsync<CryptographicException>(() => room.Vault.RevealAsync(county, id));
    }

    [Fact]
    public async Task One_childs_facet_does_not_open_as_anothers_or_as_another_kind()
    {
        await using var room = people.Start();
        var county = people.NewCounty();
        var ids = await room.AllotAsync(county, IdentityFacet.OfPerson(people.NewNumber(), "甲"), IdentityFacet.OfPerson(people.NewNumber(), "乙"));
        await people.DoAsync("update people.facets set facet = 3 where tenant = $1 and child = $2", county, ids[0]);
        await people.DoAsync("""
            update people.children c set wrapped_key = o.wrapped_key from people.children o
            where c.tenant = $1 and c.child = $2 and o.tenant = $1 and o.child = $3
            """, county, ids[1], ids[0]);

        await Should.ThrowAsync<CryptographicException>(() => room.Vault.RevealAsync(county, ids[0]));
        await Should.ThrowAsync<CryptographicException>(() => room.Vault.RevealAsync(county, ids[1]));
    }

    [Fact]
    public async Task Another_county_cannot_open_what_this_one_sealed()
    {
        await using var room = people.Start();
        var (county, other) = (people.NewCounty(), people.NewCounty());
        var id = (await room.AllotAsync(county, IdentityFacet.OfPerson(people.NewNumber(), "孙寒露")))[0];
        var note = await room.Vault.SealTextAsync(county, id, "家访三次未见到人");
        (await room.Vault.RevealAsync(other, id)).ShouldBeNull();
        (await room.Vault.OpenTextAsync(other, id, note)).ShouldBeNull();

        // Not even with the rows moved over by somebody who owns the database.
        await people.DoAsync("update people.children set tenant = $2 where tenant = $1", county, other);
        await people.DoAsync("update people.facets set tenant = $2 where tenant = $1", county, other);
        await Should.ThrowAsync<CryptographicException>(() => room.Vault.RevealAsync(other, id));
        await Should.ThrowAsync<CryptographicException>(() => room.Vault.OpenTextAsync(other, id, note));
    }

    [Fact]
    public async Task Narrative_opens_under_its_own_child_alone()
    {
        await using var room = people.Start();
        var county = people.NewCounty();
        var ids = await room.AllotAsync(county, IdentityFacet.OfNumber(people.NewNumber()), IdentityFacet.OfNumber(people.NewNumber()));

        var notes = await room.Vault.SealTextsAsync(county, [new ChildText(ids[0], "母亲改嫁，随外婆生活"), new ChildText(ids[1], ""), new ChildText(ids[1], "已答应周一返校")]);

        (await room.Vault.OpenTextsAsync(county, [(ids[0], notes[0]), (ids[1], notes[1]), (ids[1], notes[2])]))
            .ShouldBe(["母亲改嫁，随外婆生活", "", "已答应周一返校"]);
        (await room.Vault.SealTextAsync(county, ids[0], "同一句")).ShouldNotBe(await room.Vault.SealTextAsync(county, ids[0], "同一句"));
        await Should.ThrowAsync<CryptographicException>(() => room.Vault.OpenTextAsync(county, ids[1], notes[0]));
        await Should.ThrowAsync<CryptographicException>(() => room.Vault.OpenTextAsync(county, ids[0], new SealedText("no cipher")));
        (await Should.ThrowAsync<Refusal>(() => room.Vault.SealTextAsync(county, Guid.NewGuid(), "谁"))).Code.ShouldBe("erased_child");
    }

    [Fact]
    public async Task Narrative_of_a_child_allotted_in_the_same_transaction_is_sealed_in_it()
    {
        await using var room = people.Start();
        var (county, number) = (people.NewCounty(), people.NewNumber());

        var (id, note) = await room.InTransactionAsync(async (connection, transaction) =>
        {
            var child = await room.Batch.AllotAsync(connection, transaction, county, IdentityFacet.OfNumber(number), CancellationToken.None);
            return (child, (await room.Vault.SealTextsAsync(county, [new ChildText(child, "开案说明")], connection))[0]);
        });

        (await room.Vault.OpenTextAsync(county, id, note)).ShouldBe("开案说明");
    }

    [Fact]
    public async Task A_file_is_sealed_as_a_file_and_opens_as_nothing_else()
    {
        await using var room = people.Start();
        var county = people.NewCounty();
        var id = (await room.AllotAsync(county, IdentityFacet.OfNumber(people.NewNumber())))[0];
        var content = Encoding.UTF8.GetBytes("请假条扫描件");

        var file = await room.Vault.SealFileAsync(county, id, content);

        (await room.Vault.OpenFileAsync(county, id, file)).ShouldBe(content);
        await Should.ThrowAsync<CryptographicException>(() => room.Vault.OpenTextAsync(county, id, new SealedText(Convert.ToBase64String(file))));
    }

    [Fact]
    public async Task A_corrected_number_keeps_the_child_and_frees_the_wrong_one()
    {
        await using var room = people.Start();
        var (county, wrong, right) = (people.NewCounty(), people.NewNumber(), people.NewNumber());
        var id = (await room.AllotAsync(county, IdentityFacet.OfPerson(wrong, "吴霜降"), IdentityFacet.OfStudent(wrong, "吴霜降", "G" + wrong)))[0];
        var note = await room.Vault.SealTextAsync(county, id, "更正前写的");

        await room.Vault.CorrectNumberAsync(county, id, right);

        (await room.Vault.FindAsync(county, right)).ShouldBe(id);
        (await room.Vault.FindAsync(county, wrong)).ShouldBeNull();
        (await room.Vault.RevealAsync(county, id))!.Number.ShouldBe(right);
        (await room.Vault.OpenTextAsync(county, id, note)).ShouldBe("更正前写的");
        (await room.AllotAsync(county, IdentityFacet.OfPerson(right, "吴霜降")))[0].ShouldBe(id);
    }

    [Fact]
    public async Task A_number_that_is_another_childs_is_refused_and_nothing_changes()
    {
        await using var room = people.Start();
        var (county, one, two) = (people.NewCounty(), people.NewNumber(), people.NewNumber());
        var ids = await room.AllotAsync(county, IdentityFacet.OfNumber(one), IdentityFacet.OfNumber(two));

        (await Should.ThrowAsync<Refusal>(() => room.Vault.CorrectNumberAsync(county, ids[0], two))).Code.ShouldBe("number_taken");

        (await room.Vault.FindAsync(county, one)).ShouldBe(ids[0]);
        (await room.Vault.FindAsync(county, two)).ShouldBe(ids[1]);
    }

    [Fact]
    public async Task Nothing_that_holds_identity_prints_it()
    {
        await using var room = people.Start();
        var (county, number) = (people.NewCounty(), people.NewNumber());
        var facet = IdentityFacet.OfPerson(number, "郑立冬", "郑父", "13600000000", "三道河子");
        var id = (await room.AllotAsync(county, facet))[0];
        var person = (await room.Vault.RevealAsync(county, id))!;

        var printed = string.Join(' ', facet, person, new ChildText(id, "郑立冬的事"), $"{facet} {person}");

        new LeakHunt(number, "郑立冬", "郑父", "13600000000", "三道河子").InLines([printed]).ShouldBeEmpty();
    }
}
