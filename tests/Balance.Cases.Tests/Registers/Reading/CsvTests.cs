using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Reading;
using Balance.Cases.Storage;
using CsCheck;
using Shouldly;
using Xunit;

namespace Balance.Cases.Tests.Registers.Reading;

public sealed class CsvTests
{
    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public void Comma_semicolon_and_tab_separate(char separator)
    {
        var text = "township_code,name\n211381100,第1镇\n".Replace(',', separator);

        Sent.Rows<TownshipRow>(text).Single().Row.ShouldBe(new TownshipRow("211381100", "第1镇"));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void A_row_is_known_by_the_physical_line_on_which_it_begins(string lineBreak)
    {
        var text = "township_code,name\n"          // 1
            + "211381100,第1镇\n"                    // 2
            + "\n"                                   // 3
            + "211381101,\"第\n2\n镇\"\n"            // 4-6
            + " ,\n"                                 // 7
            + "211381102,\"第3\"\"镇\"\n"            // 8
            + "\n\n"                                 // 9-10
            + "211381103,第4镇";                     // 11

        var rows = Sent.Rows<TownshipRow>(text.Replace("\n", lineBreak));

        rows.Select(row => row.Line).ShouldBe([2, 4, 8, 11]);
        rows[1].Row!.Name.ShouldBe($"第{lineBreak}2{lineBreak}镇");
        rows[2].Row!.Name.ShouldBe("第3\"镇");
        rows[3].Row!.Name.ShouldBe("第4镇");
    }

    [Fact]
    public void A_line_break_of_two_characters_is_one_wherever_the_buffer_ends()
    {
        const string row = "211381100,第1镇\r\n";
        for (var shift = 0; shift < row.Length; shift++)
        {
            var rows = Sent.Rows<TownshipRow>($"township_code,name\r\n211381100,{new string('长', shift + 1)}\r\n" + string.Concat(Enumerable.Repeat(row, 6_000)));
            rows[^1].Line.ShouldBe(6_002);
        }
    }

    [Fact]
    public void A_stray_quote_harms_no_other_row()
    {
        var rows = Sent.Rows<TownshipRow>("township_code,name\n211381100,第\"1镇\n211381101,\"第2\"镇\n211381102,第3镇\n");

        rows.Select(row => row.Row!.Name).ShouldBe(["第\"1镇", "第2镇", "第3镇"]);
    }

    [Fact]
    public void A_quote_that_never_closes_refuses_the_file_and_names_the_line()
    {
        var refusal = Should.Throw<Refusal>(() => Sent.Rows<TownshipRow>("township_code,name\n211381100,第1镇\n211381101,\"第2镇\n211381102,第3镇\n"));

        refusal.Code.ShouldBe("unreadable_file");
        refusal.English.ShouldContain("line 3");
    }

    [Fact]
    public void A_quote_that_never_closes_does_not_fill_the_memory()
    {
        var text = "township_code,name\n211381101,\"第2镇\n" + string.Concat(Enumerable.Repeat("211381102,第3镇\n", 300_000));

        Should.Throw<Refusal>(() => Sent.Rows<TownshipRow>(text)).English.ShouldContain("line 2");
    }

    [Fact]
    public void A_row_longer_than_the_buffer_is_read_whole()
    {
        var name = new string('镇', 200_000);

        Sent.Rows<TownshipRow>($"township_code,name\n211381100,\"{name}\"\n211381101,第2镇\n").Select(row => row.Row!.Name.Length).ShouldBe([200_000, 3]);
    }

    [Fact]
    public void A_row_with_too_few_cells_lacks_the_last_ones()
    {
        Sent.Fault<PopulationRow>(Sent.PopulationHeader, $"{Sent.Child},高丽,,{Sent.Township},local").ShouldBe("status missing");
    }

    [Fact]
    public void Whatever_is_written_quoted_is_read_as_sent_with_its_line()
    {
        var cell = Gen.OneOf(Gen.Const("\""), Gen.Const("\n"), Gen.Const("\r\n"), Gen.Const(","), Gen.Const("；"), Gen.Const("高丽"), Gen.Const("a b")).Array[0, 5].Select(string.Concat);

        cell.Array[5].Array[1, 20].Sample(rows =>
        {
            // The first cell tells each row from an empty line; enough padding lets rows straddle the reader's buffer.
            var sent = rows.Select((cells, i) => (string[])[$"x{i}" + new string('x', 4000), .. cells, .. Enumerable.Repeat("", 5)]).ToList();
            var text = Sent.LedgerHeader + "\n" + string.Concat(sent.Select(cells => string.Join(',', cells.Select(Quoted)) + "\n"));
            var line = 2;
            var lines = sent.Select(cells => (At: line, line += 1 + cells.Sum(value => value.Count(character => character == '\n'))).At).ToList();

            var read = Sent.Rows<LedgerRow>(text);

            read.Select(row => row.Line).ShouldBe(lines);
            for (var i = 0; i < sent.Count; i++) read[i].AsSent.ShouldBe(sent[i]);
        }, iter: 50);

        static string Quoted(string value) => $"\"{value.Replace("\"", "\"\"")}\"";
    }

    [Fact]
    public void Reading_goes_forward_and_tells_how_far_it_is()
    {
        using var file = Sent.Open("township_code,name\n" + string.Concat(Enumerable.Repeat("211381100,第1镇\n", 100_000)), RegisterKind.Townships);
        var progress = RegisterReader.Read<TownshipRow>(file, Sent.Context).Select((_, i) => i % 10_000 == 0 ? file.Progress : -1).Where(seen => seen >= 0).ToList();

        progress.ShouldBeInOrder();
        progress[0].ShouldBeLessThan(0.5);
        file.Progress.ShouldBe(1);
    }
}
