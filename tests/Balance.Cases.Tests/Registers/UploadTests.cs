using System.IO.Compression;
using System.Net;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Importing;
using Balance.Cases.Registers.Reading;
using Balance.Cases.Storage;
using Balance.Cases.Tests.Access;

namespace Balance.Cases.Tests.Registers;

/// <summary>What an upload has to be before anything of it is read.</summary>
public sealed class UploadTests(TestDatabase database)
{
    [Theory]
    [InlineData("population.exe", "a,b", false)]
    [InlineData("population", "a,b", false)]
    [InlineData("population.xlsx", "a,b", false)]
    [InlineData("population.xlsx", "PK\u0003\u0004", true)]
    [InlineData("population.csv", "PK\u0003\u0004", false)]
    [InlineData("Population.CSV", "a,b", true)]
    [InlineData("population.txt", "a", true)]
    public void The_ending_is_one_of_those_taken_and_the_first_bytes_agree(string name, string content, bool taken)
    {
        using var sent = new MemoryStream(System.Text.Encoding.ASCII.GetBytes(content));
        if (taken) SentKinds.Check(name, sent);
        else Should.Throw<Refusal>(() => SentKinds.Check(name, sent)).Code.ShouldBe("wrong_file_type");
        if (taken) sent.Position.ShouldBe(0);
    }

    [Fact]
    public async Task The_interface_refuses_a_program_that_calls_itself_a_register()
    {
        await using var host = await database.StartHostAsync();
        var officer = await host.SignedInAsync(await host.HireAsync(database.NextCounty()));
        using var form = new MultipartFormDataContent { { new StringContent("2026-09-01"), "asOf" }, { new ByteArrayContent("MZ not a list"u8.ToArray()), "file", "townships.exe" } };
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/imports/townships") { Content = form, Headers = { { "X-Requested-With", "test" } } };

        var answer = await officer.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("wrong_file_type");
    }

    [Fact]
    public void A_workbook_of_too_many_parts_is_not_unpacked()
    {
        using var sent = new MemoryStream();
        using (var zip = new ZipArchive(sent, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var book = new StreamWriter(zip.CreateEntry("xl/workbook.xml").Open())) book.Write("<workbook/>");
            for (var part = 0; part < 2_001; part++) zip.CreateEntry($"xl/media/{part}.png");
        }
        Should.Throw<Refusal>(() => RegisterFile.Open(sent, RegisterKind.Townships)).Chinese.ShouldContain("展开后过大");
    }
}
