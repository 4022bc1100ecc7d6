using System.Text;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Reading;
using Balance.Cases.Storage;
using Shouldly;
using Xunit;

namespace Balance.Cases.Tests.Registers.Reading;

public sealed class EncodingTests
{
    private const string File = "身份证号,姓名,居住乡镇代码,居住类型,状态\r\n" + Sent.Child + ",欧阳䶮𠮷,211381100,本地,正常\r\n";

    static EncodingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16LE", true)]
    [InlineData("utf-16LE", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    [InlineData("gb18030", false)]
    public void An_encoding_is_told_by_content(string name, bool withMark)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. withMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(File)];

        Sent.Rows<PopulationRow>(bytes).Single().Row!.Name.ShouldBe("欧阳䶮𠮷");
    }

    [Fact]
    public void Chinese_far_down_a_file_that_begins_in_ascii_decides_the_encoding()
    {
        var rows = string.Concat(Enumerable.Range(0, 5000).Select(i => $"{Sent.Number("211381", "20150910", $"{i % 1000:000}")},A,211381100,local,present\n"));
        var text = "id_number,name,residence_township_code,residence,status\n" + rows + Sent.EndsInX + ",周欣,211381100,local,present\n";

        Sent.Rows<PopulationRow>(Encoding.GetEncoding("gb18030").GetBytes(text))[^1].Row!.Name.ShouldBe("周欣");
        Sent.Rows<PopulationRow>(Encoding.UTF8.GetBytes(text))[^1].Row!.Name.ShouldBe("周欣");
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("gb18030")]
    public void Characters_cut_by_the_end_of_a_block_stay_whole(string name)
    {
        var header = "township_code,name\n";
        var text = header + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"2113811{i % 100:00},{new string('镇', i % 7 + 1)}\n"));

        var rows = Sent.Rows<TownshipRow>(Encoding.GetEncoding(name).GetBytes(text));

        rows.Select(row => row.Row!.Name.Length).ShouldBe(Enumerable.Range(0, 20_000).Select(i => i % 7 + 1));
    }

    [Fact]
    public void A_damaged_character_refuses_the_file_instead_of_turning_every_name_into_another()
    {
        var bytes = Encoding.UTF8.GetBytes("township_code,name\n" + string.Concat(Enumerable.Range(10, 80).Select(i => $"2113811{i},东大街镇A\n"))).ToList();
        bytes.RemoveAt(bytes.Count - 3);
        // As GB18030 this would be text without a fault, and every name another.
        Encoding.GetEncoding("gb18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback).GetString(bytes.ToArray()).ShouldNotContain("东大街镇");

        Should.Throw<Refusal>(() => Sent.Rows<TownshipRow>(bytes.ToArray())).Code.ShouldBe("unreadable_file");
    }

    public static TheoryData<byte[]> Unreadable() =>
    [
        new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52 },
        new byte[] { 0xFF, 0xD8, 0xFF, 0xE0, 0x41, 0x10, 0x4A, 0xFF, 0xFF },
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 },
        new byte[] { 0x50, 0x4B, 0x03, 0x04, 0x14, 0, 0, 0 },
        new byte[] { 0xEF, 0xBB, 0xBF, 0x41, 0xC0, 0x41 },
        Array.Empty<byte>(),
    ];

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void What_is_no_table_is_refused_as_unreadable(byte[] bytes)
    {
        var refusal = Should.Throw<Refusal>(() => RegisterFile.Open(new MemoryStream(bytes), RegisterKind.Population));

        refusal.Code.ShouldBe("unreadable_file");
        refusal.Chinese.ShouldNotBeEmpty();
    }
}
