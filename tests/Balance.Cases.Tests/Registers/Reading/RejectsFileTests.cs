using System.Text;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Reading;
using Shouldly;
using Xunit;

namespace Balance.Cases.Tests.Registers.Reading;

public sealed class RejectsFileTests
{
    private const string Header = "序号,身份证号,姓名,居住乡镇代码,居住类型,状态";

    [Fact]
    public void Rejected_rows_stand_as_sent_under_the_original_headers_with_the_reason_last()
    {
        var text = Rejects<PopulationRow>(Encoding.UTF8.GetBytes($"{Header}\n7,{Sent.Child},\"高\n丽\",211381100,火星,正常\n8,{Sent.Sibling},周欣,第1镇,本地,正常\n"));

        text.ShouldBe($"\uFEFF{Header},原因\r\n7,{Sent.Child},\"高\n丽\",211381100,火星,正常,居住类型：不是规定的取值，请改为规定的代码或名称。（unknown_value）\r\n");
    }

    [Fact]
    public void Corrected_it_is_a_register_file_again()
    {
        var rejects = Rejects<PopulationRow>(Encoding.UTF8.GetBytes($"{Header}\n7,{Sent.Child},高丽,211381100,火星,正常\n8,=\"211381201703010018\",周欣,第1镇,本地,正常\n"));

        var corrected = rejects.Replace("火星", "本地").Replace("211381201703010018", Sent.Sibling);
        using var file = RegisterFile.Open(new MemoryStream(Encoding.UTF8.GetBytes(corrected)), RegisterKind.Population);
        var rows = RegisterReader.Read<PopulationRow>(file, Sent.Context).ToList();

        rows.Select(row => row.Row?.IdNumber).ShouldBe([Sent.Child, Sent.Sibling]);
        file.IgnoredColumns.ShouldBe(["序号", RejectsFile.Reason]);
    }

    [Fact]
    public void Sent_again_uncorrected_it_is_rejected_the_same_with_one_column_of_reasons()
    {
        var once = Rejects<PopulationRow>(Encoding.UTF8.GetBytes($"{Header}\n7,{Sent.Child},高丽,211381100,火星,正常\n8,2.11381E+17,周欣\n"));

        Rejects<PopulationRow>(Encoding.UTF8.GetBytes(once)).ShouldBe(once);
    }

    [Fact]
    public void Nothing_sent_is_lost_where_a_stray_separator_shifts_the_cells()
    {
        var text = Rejects<TownshipRow>(Encoding.UTF8.GetBytes("township_code,name\n21138,1100,第1镇,多\n"));

        text.ShouldContain("21138,1100,乡镇代码：");
        text.ShouldEndWith("（bad_code）,第1镇,多\r\n");
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("=\"a\"&B1&\"c\"", "'=\"\"a\"\"&B1&\"\"c\"\"")]
    [InlineData("-3", "-3")]
    public void A_formula_does_not_run_in_the_spreadsheet_that_opens_it(string name, string written)
    {
        Rejects<TownshipRow>(Encoding.UTF8.GetBytes($"township_code,name\n21,{name}\n")).ShouldContain(written);
    }

    [Fact]
    public void Every_code_has_words_in_both_languages()
    {
        foreach (var code in Term.All<RejectCode>())
        {
            RejectWords.Chinese(code).ShouldEndWith("。");
            RejectWords.English(code).ShouldEndWith(".");
        }
        Term.All<RejectCode>().Select(RejectWords.Chinese).ShouldBeUnique();
    }

    [Fact]
    public void The_reason_names_the_column_as_its_own_file_does()
    {
        var reject = new Reject(2, "name", RejectCode.Missing, "");

        RejectWords.Chinese(RegisterKind.Townships, reject).ShouldStartWith("乡镇名称：");
        RejectWords.Chinese(RegisterKind.Enrolment, reject).ShouldStartWith("姓名：");
        RejectWords.English(reject).ShouldStartWith("name: ");
    }

    [Theory]
    [InlineData("id_number", "211381201509104562", "211**************2")]
    [InlineData("student_number", "G211381201509104562", "G21***************2")]
    [InlineData("certificate_number", "1234567", "*******")]
    [InlineData("residence", "火星", "火星")]
    [InlineData("residence", "身份证211381201509104562", "身份证*****************2")]
    [InlineData("id_number", "", "")]
    public void A_number_is_masked_wherever_it_stands(string column, string value, string shown)
    {
        Mask.Value(column, value).ShouldBe(shown);
    }

    private static string Rejects<T>(byte[] sent) where T : class, IRegisterRow<T>
    {
        using var written = new MemoryStream();
        using (var file = RegisterFile.Open(new MemoryStream(sent), T.Kind))
        using (var rejects = new RejectsFile(written, T.Kind, file.Headers))
        {
            foreach (var row in RegisterReader.Read<T>(file, Sent.Context))
                if (row.Reject is { } reject) rejects.Write(row.AsSent, reject);
        }
        return Encoding.UTF8.GetString(written.ToArray());
    }
}
