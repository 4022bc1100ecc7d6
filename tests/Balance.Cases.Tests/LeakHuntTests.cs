using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Balance.Cases.People;
using Balance.Cases.Tests.People;
using Microsoft.Extensions.Logging;

namespace Balance.Cases.Tests;

[Collection<PeopleDatabaseCollection>]
public sealed class LeakHuntTests(PeopleDatabase people)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_planted_value_is_found_in_whatever_form_it_lies()
    {
        var (name, number) = ("华惊蛰", people.NewNumber());
        await people.DoAsync("create schema planted");
        await people.DoAsync("create table planted.forms (form text, words text, document jsonb, bytes bytea, big bigint)");
        var bytes = Encoding.UTF8.GetBytes($"xy{number}z");
        await PlantAsync("plain", "words", $"家长说{name}去外地了");
        await PlantAsync("in a document", "document", JsonSerializer.Serialize(new { note = name }));
        await PlantAsync("escaped", "words", JsonSerializer.Serialize(name));
        await PlantAsync("percent", "words", "/search?q=" + Uri.EscapeDataString(name));
        await PlantAsync("bytes", "bytes", bytes);
        await PlantAsync("UTF-16", "bytes", Encoding.Unicode.GetBytes(name));
        await PlantAsync("GB18030", "bytes", Encoding.GetEncoding("GB18030").GetBytes(name));
        await PlantAsync("upper hex", "words", Convert.ToHexString(bytes));
        await PlantAsync("seventeen digits", "big", long.Parse(number.AsSpan(0, 17), System.Globalization.CultureInfo.InvariantCulture));
        await PlantAsync("digest", "bytes", SHA256.HashData(Encoding.UTF8.GetBytes(number)));
        for (var before = 0; before < 3; before++)
            await PlantAsync($"Base64 {before}", "words", Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('-', before) + number + "--")));
        await PlantAsync("Base64 as bytes", "bytes", Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes)));
        var forms = await people.AskAsync<string[]>("select array_agg(form) from planted.forms");

        var unseen = new List<string>();
        foreach (var form in forms)
        {
            await people.DoAsync("create table planted.one as select words, document, bytes, big from planted.forms where form = " + $"'{form}'");
            await people.DoAsync("alter table planted.forms rename to forms_aside");
            var leaks = await new LeakHunt(name, number).InDatabaseAsync(people.Database.Owner, None);
            if (!leaks.Any(leak => leak.Where.StartsWith("planted.one.", StringComparison.Ordinal))) unseen.Add(form);
            await people.DoAsync("alter table planted.forms_aside rename to forms");
            await people.DoAsync("drop table planted.one");
        }
        await people.DoAsync("drop schema planted cascade");
        unseen.ShouldBeEmpty();
        forms.Length.ShouldBe(14);

        Task PlantAsync(string form, string column, object value) =>
            people.DoAsync($"insert into planted.forms (form, {column}) values ($1, $2{(column == "document" ? "::jsonb" : "")})", form, value);
    }

    [Fact]
    public void A_value_in_a_log_line_is_found()
    {
        using var log = new CapturedLog();
        log.CreateLogger("test").LogInformation("Opened the file of {Name}", "金雨水");

        new LeakHunt("金雨水").InLines(log.Lines).ShouldContain(new Leak("log", "plain", 0));
        new LeakHunt("魏雨水").InLines(log.Lines).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_vaults_own_ways_leave_no_trace_in_database_or_log()
    {
        await using var room = people.Start();
        var (county, number, corrected) = (people.NewCounty(), people.NewNumber(), people.NewNumber());
        string[] telling = [number, corrected, "陶小暑", "陶家奶奶", "13512345678", "北票市大三家镇碾盘沟", "G" + number, number + "43", "孩子说不想回学校", "姜立冬", "21138120141301001"];

        var id = (await room.AllotAsync(county, IdentityFacet.OfPerson(number, telling[2], telling[3], telling[4], telling[5]),
            IdentityFacet.OfStudent(number, telling[2], telling[6]), IdentityFacet.OfDisability(number, telling[7])))[0];
        await room.AllotAsync(county, IdentityFacet.OfPerson(number, telling[2], telling[3], "", telling[5]));
        var note = await room.Vault.SealTextAsync(county, id, telling[8]);
        await people.DoAsync("create table if not exists public.some_event (data jsonb)");
        await people.DoAsync("insert into public.some_event values ($1::jsonb)", JsonSerializer.Serialize(new { note }));
        var provisional = await room.InTransactionAsync((connection, transaction) =>
            room.Batch.AllotProvisionalAsync(connection, transaction, county, IdentityFacet.OfProvisional(telling[9], null), None));
        await room.InTransactionAsync(async (connection, transaction) =>
        {
            await room.Rejected.SealAsync(connection, transaction, county, Guid.NewGuid(), [(2, telling[10])], None);
            return true;
        });
        (await room.Names.SearchAsync(county, telling[2], 5)).ShouldBe([id]);
        await room.Vault.CorrectNumberAsync(county, id, corrected);
        await room.Vault.RevealAsync(county, [id, provisional]);
        await room.Vault.EraseAsync(county, provisional, "guardian_request");

        var hunt = new LeakHunt(telling);
        (await hunt.InDatabaseAsync(people.Database.Owner, None)).ShouldBeEmpty();
        hunt.InLines(people.Log.Lines).ShouldBeEmpty();
        hunt.InLines(await File.ReadAllLinesAsync(Path.Combine(people.KeysFolder, "erased.list"), None)).ShouldBeEmpty();
    }
}
