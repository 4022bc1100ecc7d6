using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Reading;
using Balance.Cases.Storage;
using Shouldly;
using Xunit;

namespace Balance.Cases.Tests.Registers.Reading;

public sealed class HeaderTests
{
    [Theory]
    [InlineData("township_code,name")]
    [InlineData("乡镇代码,乡镇名称")]
    [InlineData("乡镇代码,name")]
    [InlineData(" Township_Code ,\"乡镇\n名称\"")]
    [InlineData("＂乡镇代码＂,乡镇 名称")]
    [InlineData("ｔｏｗｎｓｈｉｐ＿ｃｏｄｅ,乡镇名称")]
    public void A_header_is_the_code_or_the_Chinese_name(string header)
    {
        Sent.Row<TownshipRow>(header.Replace("＂", ""), "211381100,第1镇").ShouldBe(new TownshipRow("211381100", "第1镇"));
    }

    [Fact]
    public void Every_Chinese_header_stands_for_its_code()
    {
        foreach (var kind in Term.All<RegisterKind>())
        {
            var chinese = string.Join(',', RegisterColumns.Of(kind).Select(column => column.Chinese));
            using var file = Sent.Open(chinese + "\n", kind);
            file.IgnoredColumns.ShouldBeEmpty();
        }
    }

    [Fact]
    public void Columns_come_in_any_order_and_unknown_ones_are_listed()
    {
        using var file = Sent.Open("序号,乡镇名称,备注,township_code,\n1,第1镇,无,211381100,\n", RegisterKind.Townships);

        RegisterReader.Read<TownshipRow>(file, Sent.Context).Single().Row.ShouldBe(new TownshipRow("211381100", "第1镇"));
        file.IgnoredColumns.ShouldBe(["序号", "备注"]);
        file.Headers.ShouldBe(["序号", "乡镇名称", "备注", "township_code", ""]);
    }

    [Fact]
    public void A_column_named_twice_is_read_where_it_stands_first()
    {
        using var file = Sent.Open("township_code,name,name\n211381100,第1镇,旧名\n", RegisterKind.Townships);

        RegisterReader.Read<TownshipRow>(file, Sent.Context).Single().Row!.Name.ShouldBe("第1镇");
        file.IgnoredColumns.ShouldBe(["name"]);
    }

    [Fact]
    public void A_missing_required_column_refuses_the_file_and_is_named()
    {
        var refusal = Should.Throw<Refusal>(() => Sent.Open("身份证号,姓名,居住乡镇代码,状态\n", RegisterKind.Population));

        refusal.Code.ShouldBe("missing_column");
        refusal.English.ShouldContain(": residence.");
        refusal.Chinese.ShouldContain("居住类型（residence）");
    }

    [Fact]
    public void A_file_of_another_kind_lacks_every_required_column()
    {
        var refusal = Should.Throw<Refusal>(() => Sent.Open("a,b\n1,2\n", RegisterKind.Absence));

        refusal.Code.ShouldBe("missing_column");
        refusal.English.ShouldContain("id_number, date, kind");
    }

    [Fact]
    public void Headers_stand_below_titles_within_the_first_ten_rows()
    {
        var titles = string.Concat(Enumerable.Repeat("某县乡镇名录,\n", 9));

        var row = Sent.Rows<TownshipRow>(titles + "township_code,name\n211381100,第1镇\n").Single();

        row.Line.ShouldBe(11);
        Should.Throw<Refusal>(() => Sent.Rows<TownshipRow>(titles + "再一行,\ntownship_code,name\n211381100,第1镇\n")).Code.ShouldBe("missing_column");
    }

    [Fact]
    public void A_countys_own_headers_are_taken_as_mapped()
    {
        var map = new Dictionary<string, string> { ["所属 乡镇编号"] = "township_code", ["简称"] = "name" };

        var row = Sent.Rows<TownshipRow>("乡镇名称,简称,所属乡镇编号\n某县第1镇,第1镇,211381100\n", map).Single().Row;

        row.ShouldBe(new TownshipRow("211381100", "第1镇"));
    }

    [Fact]
    public void A_mapped_header_no_longer_stands_for_what_it_says()
    {
        var map = new Dictionary<string, string> { ["name"] = "township_code" };

        Sent.Rows<TownshipRow>("name,乡镇名称\n211381100,第1镇\n", map).Single().Row.ShouldBe(new TownshipRow("211381100", "第1镇"));
    }
}
