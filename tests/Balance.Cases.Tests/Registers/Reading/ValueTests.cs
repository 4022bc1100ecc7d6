using Balance.Cases.Domain.People;
using System.Globalization;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Reading;
using CsCheck;
using Shouldly;
using Xunit;

namespace Balance.Cases.Tests.Registers.Reading;

public sealed class ValueTests
{
    private static readonly Gen<DateOnly> Days = Gen.Int[0, 73_000].Select(days => new DateOnly(1930, 1, 1).AddDays(days));

    [Theory]
    [InlineData("  第1镇\t", "第1镇")]
    [InlineData("　第１镇　", "第1镇")]
    [InlineData("'第1镇", "第1镇")]
    [InlineData("=\"第1镇\"", "第1镇")]
    [InlineData("\"=\"\"第1镇\"\"\"", "第1镇")]
    [InlineData("\"='第1镇'\"", "='第1镇'")]
    [InlineData("第1镇（原乡）", "第1镇(原乡)")]
    [InlineData("\uFEFF第1镇\u200B", "第1镇")]
    public void What_keyboards_and_spreadsheets_add_is_taken_off(string sent, string name)
    {
        Sent.Row<TownshipRow>("township_code,name", $"211381100,{sent}").Name.ShouldBe(name);
    }

    [Theory]
    [InlineData("21138120140628509x")]
    [InlineData("２１１３８１２０１４０６２８５０９Ｘ")]
    [InlineData("'21138120140628509X")]
    [InlineData("=\"21138120140628509X\"")]
    [InlineData(" 21138120140628509ｘ ")]
    public void An_identity_number_is_folded_and_its_x_upper_cased(string sent)
    {
        var row = Sent.Row<AbsenceRow>("id_number,date,kind", $"{sent},2026-10-19,sick");

        row.IdNumber.ShouldBe(Sent.EndsInX);
    }

    [Fact]
    public void Birth_date_and_sex_come_from_the_identity_number()
    {
        var row = Sent.Row<PopulationRow>(Sent.PopulationHeader, $"{Sent.Child},高丽,,{Sent.Township},local,present");

        row.BirthDate.ShouldBe(new DateOnly(2015, 9, 10));
        row.IsMale.ShouldBeFalse();
        IdentityNumber.SexOf(Sent.Sibling).ShouldBe(Sex.Male);
    }

    [Fact]
    public void A_date_reads_the_same_in_every_form()
    {
        Days.Sample(day =>
        {
            var serial = day.DayNumber - new DateOnly(1899, 12, 30).DayNumber;
            string[] forms =
            [
                day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day.ToString("yyyy/M/d", CultureInfo.InvariantCulture), day.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
                $"{day.Year}年{day.Month}月{day.Day}日", $"{day.Year}年{day.Month:00}月{day.Day:00}日", $"{day:yyyy/M/d} 0:00", $"{day:yyyy-MM-dd}T00:00:00", $"{serial}", $"{serial}.0",
            ];
            var rows = Sent.Rows<AbsenceRow>("id_number,date,kind\n" + string.Concat(forms.Select(form => $"{Sent.Child},{form},sick\n")));
            rows.Select(row => row.Row!.Date).ShouldAllBe(read => read == day);
        }, iter: 150);
    }

    [Theory]
    [InlineData("2026-02-29")]
    [InlineData("2026-13-01")]
    [InlineData("2026-9")]
    [InlineData("2026")]
    [InlineData("202609")]
    [InlineData("26-9-1")]
    [InlineData("2026-09/01")]
    [InlineData("2026年9月")]
    [InlineData("2026-09-01 noon")]
    [InlineData("昨天")]
    [InlineData("0000-01-01")]
    [InlineData("-46266")]
    [InlineData("2026-09-001")]
    public void What_is_no_date_is_rejected(string sent)
    {
        Sent.Fault<AbsenceRow>("id_number,date,kind", $"{Sent.Child},{sent},sick").ShouldBe("date bad_date");
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("9", 9)]
    [InlineData("一年级", 1)]
    [InlineData("六年级", 6)]
    [InlineData("九年级", 9)]
    [InlineData("7年级", 7)]
    [InlineData("预初", 6)]
    [InlineData("初一", 7)]
    [InlineData("初二", 8)]
    [InlineData("初三", 9)]
    [InlineData("８", 8)]
    public void A_grade_is_read_in_every_form(string sent, int grade)
    {
        Sent.Row<EnrolmentRow>(Sent.EnrolmentHeader, $"{Sent.Child},G{Sent.Child},高丽,{Sent.School},{sent},3,enrolled").Grade.ShouldBe(grade);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("10")]
    [InlineData("-1")]
    [InlineData("十年级")]
    [InlineData("初四")]
    [InlineData("高一")]
    [InlineData("7.5")]
    public void A_grade_outside_compulsory_schooling_is_rejected(string sent)
    {
        Sent.Fault<EnrolmentRow>(Sent.EnrolmentHeader, $"{Sent.Child},G{Sent.Child},高丽,{Sent.School},{sent},3,enrolled").ShouldBe("grade grade_range");
    }

    [Theory]
    [InlineData("4", "2", DisabilityCategory.Physical, 2)]
    [InlineData("智力", "一级", DisabilityCategory.Intellectual, 1)]
    [InlineData("multiple", "4级", DisabilityCategory.Multiple, 4)]
    public void A_disability_is_read_by_number_or_name(string category, string level, DisabilityCategory expected, int severity)
    {
        var row = Sent.Row<DisabilityRow>("id_number,category,level", $"{Sent.Child},{category},{level}");

        (row.Category, row.Level).ShouldBe((expected, severity));
    }

    [Fact]
    public void Every_coded_value_is_read_by_code_and_by_Chinese_name()
    {
        All<Residence>(value => Population($"{value},正常").Residence);
        All<PopulationStatus>(value => Population($"local,{value}").Status);
        All<RollStatus>(value => Enrolment($"{value},,").Status);
        All<StudyMode>(value => Enrolment($"enrolled,,{value}").StudyMode!.Value);
        All<SchoolKind>(value => School($"{value},public,").SchoolKind);
        All<Ownership>(value => School($"primary,{value},").Ownership);
        All<Locality>(value => School($"primary,public,{value}").Locality!.Value);
        All<AssistanceCategory>(value => Sent.Row<AssistanceRow>("id_number,category,from", $"{Sent.Child},{value},2026-01-01").Category);
        All<AbsenceKind>(value => Sent.Row<AbsenceRow>("id_number,date,kind", $"{Sent.Child},2026-01-01,{value}").AbsenceKind);
        All<Caregiver>(value => LeftBehind($"yes,no,,,{value}").Caregiver!.Value);
        All<YesNo>(value => LeftBehind($"{value},no,,,").FatherAway ? YesNo.Yes : YesNo.No);
        All<Level>(value => Sent.Row<LedgerRow>(Sent.LedgerHeader, $"{Sent.Child},2026-09-01,visit,agreed,,,,,{value},,").Level!.Value);

        static void All<T>(Func<string, T> read) where T : struct, Enum
        {
            foreach (var value in Term.All<T>())
            {
                read(value.Code()).ShouldBe(value);
                read(value.Chinese()).ShouldBe(value);
            }
        }

        static PopulationRow Population(string rest) => Sent.Row<PopulationRow>(Sent.PopulationHeader, $"{Sent.Child},高丽,,{Sent.Township},{rest}");
        static EnrolmentRow Enrolment(string rest) => Sent.Row<EnrolmentRow>(Sent.EnrolmentHeader, $"{Sent.Child},G{Sent.Child},高丽,{Sent.School},3,,{rest}");
        static SchoolRow School(string rest) => Sent.Row<SchoolRow>("school_code,name,township_code,kind,ownership,locality", $"{Sent.School},第1小学,,{rest}");
        static LeftBehindRow LeftBehind(string rest) =>
            Sent.Row<LeftBehindRow>("id_number,father_away,mother_away,other_parent_capable,months_away,caregiver,surveyed_on", $"{Sent.Child},{rest},2026-09-15");
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("yes", true)]
    [InlineData("否", false)]
    public void The_other_parent_is_capable_unless_said_otherwise(string sent, bool capable)
    {
        var row = Sent.Row<LeftBehindRow>("id_number,father_away,mother_away,other_parent_capable,surveyed_on", $"{Sent.Child},是,否,{sent},2026-09-15");

        row.ShouldBe(new LeftBehindRow(Sent.Child, true, false, capable, null, null, new DateOnly(2026, 9, 15)));
    }

    [Fact]
    public void A_known_township_or_school_may_be_given_by_its_exact_name()
    {
        var child = Sent.Row<PopulationRow>(Sent.PopulationHeader, $"{Sent.Child},高丽,第2镇,第１镇,local,present");
        var pupil = Sent.Row<EnrolmentRow>(Sent.EnrolmentHeader, $"{Sent.Child},G{Sent.Child},高丽,第1小学,3,,enrolled");

        (child.HouseholdTownship, child.ResidenceTownship, pupil.SchoolCode).ShouldBe(("211381101", Sent.Township, Sent.School));
    }

    [Fact]
    public void A_name_that_two_townships_share_stands_for_neither()
    {
        Sent.Fault<PopulationRow>(Sent.PopulationHeader, $"{Sent.Child},高丽,,同名镇,local,present").ShouldBe("residence_township_code bad_code");
    }

    [Fact]
    public void An_empty_optional_value_is_no_value()
    {
        Sent.Row<PopulationRow>(Sent.PopulationHeader, $"{Sent.Child},高丽, ,{Sent.Township},migrant,present,　,,")
            .ShouldBe(new PopulationRow(Sent.Child, "高丽", null, Sent.Township, Residence.Migrant, PopulationStatus.Present, null, null, null));
    }
}
