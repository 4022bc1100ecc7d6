using Balance.Cases.Domain.People;
using System.Globalization;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Reading;
using CsCheck;
using Shouldly;
using Xunit;

namespace Balance.Cases.Tests.Registers.Reading;

public sealed class RejectRuleTests
{
    private static readonly string Unborn = Sent.Number("211381", "20260901", "001");

    [Theory]
    [InlineData("", "id_number missing")]
    [InlineData("2.11381E+17", "id_number id_precision")]
    [InlineData("2.11381e17", "id_number id_precision")]
    [InlineData("21138120150910456", "id_number id_length")]
    [InlineData("2113812015091045621", "id_number id_length")]
    [InlineData("211381150910456", "id_number id_length")]
    [InlineData("211381201509104560", "id_number id_checksum")]
    [InlineData("2113812015091O4562", "id_number id_checksum")]
    [InlineData("X11381201509104562", "id_number id_checksum")]
    [InlineData("21138120150910456Y", "id_number id_checksum")]
    [InlineData("211381201702310018", "id_number id_birth_date")]
    [InlineData(Sent.Child, "")]
    public void An_identity_number_is_rejected_for_the_first_rule_that_it_breaks(string number, string fault)
    {
        Sent.Fault<AbsenceRow>("id_number,date,kind", $"{number},2026-10-19,sick").ShouldBe(fault);
    }

    [Fact]
    public void A_child_is_born_by_the_date_of_the_file()
    {
        var bornThatDay = Sent.Number("211381", "20260831", "001");

        Sent.Fault<AbsenceRow>("id_number,date,kind", $"{Unborn},2026-10-19,sick").ShouldBe("id_number id_birth_date");
        Sent.Fault<AbsenceRow>("id_number,date,kind", $"{bornThatDay},2026-10-19,sick").ShouldBe("");
    }

    [Fact]
    public void One_wrong_digit_or_two_swapped_neighbours_never_pass()
    {
        Gen.Select(Gen.Int[0, 16], Gen.Int[1, 9], Gen.Int[0, 6000], Gen.Int[0, 999]).Sample((at, shift, days, sequence) =>
        {
            var right = Sent.Number("211381", new DateOnly(2008, 1, 1).AddDays(days).ToString("yyyyMMdd", CultureInfo.InvariantCulture), $"{sequence:000}");
            IdentityNumber.Check(right, Sent.Context.AsOf, out var key).ShouldBe(IdentityNumberFault.None);
            key.ShouldBe(long.Parse(right[..17], CultureInfo.InvariantCulture));

            var digits = right.ToCharArray();
            digits[at] = (char)('0' + (digits[at] - '0' + shift) % 10);
            IdentityNumber.Check(digits, Sent.Context.AsOf).ShouldBe(IdentityNumberFault.IdChecksum);

            var swapped = right.ToCharArray();
            var next = Math.Min(at + 1, 16);
            (swapped[at], swapped[next]) = (swapped[next], swapped[at]);
            if (!swapped.AsSpan().SequenceEqual(right)) IdentityNumber.Check(swapped, Sent.Context.AsOf).ShouldBe(IdentityNumberFault.IdChecksum);
        });
    }

    [Theory]
    [InlineData("211382100,第1镇", "township_code bad_code")]
    [InlineData("21138110,第1镇", "township_code bad_code")]
    [InlineData("21138110A,第1镇", "township_code bad_code")]
    [InlineData("第1镇,第1镇", "township_code bad_code")]
    [InlineData(",第1镇", "township_code missing")]
    [InlineData("211381100,", "name missing")]
    [InlineData("211381199,新镇", "")]
    public void A_township_lies_in_the_county(string row, string fault) => Sent.Fault<TownshipRow>("township_code,name", row).ShouldBe(fault);

    [Theory]
    [InlineData("212100001,校,,primary,public,", "school_code bad_code")]
    [InlineData("2121000009,校,330106001,primary,public,", "township_code unknown_township")]
    [InlineData("2121000009,校,某镇,primary,public,", "township_code bad_code")]
    [InlineData("2121000009,校,,university,public,", "kind unknown_value")]
    [InlineData("2121000009,校,,primary,,", "ownership missing")]
    [InlineData("2121000009,校,,primary,public,海岛", "locality unknown_value")]
    [InlineData("2121000009,校,,primary,public,", "")]
    public void A_school_is_judged_column_by_column(string row, string fault) =>
        Sent.Fault<SchoolRow>("school_code,name,township_code,kind,ownership,locality", row).ShouldBe(fault);

    [Theory]
    [InlineData(",,211381100,火星,present", "name missing")]
    [InlineData("高丽,211381999,211381998,local,present", "household_township_code unknown_township")]
    [InlineData("高丽,,211381998,火星,present", "residence_township_code unknown_township")]
    [InlineData("高丽,,21,火星,present", "residence_township_code bad_code")]
    [InlineData("高丽,,,火星,present", "residence_township_code missing")]
    [InlineData("高丽,,211381100,火星,x", "residence unknown_value")]
    [InlineData("高丽,,211381100,local,x", "status unknown_value")]
    public void A_child_of_the_population_is_rejected_for_the_first_column_at_fault(string rest, string fault) =>
        Sent.Fault<PopulationRow>(Sent.PopulationHeader, $"{Sent.Child},{rest}").ShouldBe(fault);

    [Theory]
    [InlineData("211381201509104562,高丽,2121000001,3,,enrolled,,", "student_number bad_code")]
    [InlineData("X211381201509104562,高丽,2121000001,3,,enrolled,,", "student_number bad_code")]
    [InlineData("G21138120150910456,高丽,2121000001,3,,enrolled,,", "student_number bad_code")]
    [InlineData("G21138120150910-562,高丽,2121000001,3,,enrolled,,", "student_number bad_code")]
    [InlineData("2.1E+17,高丽,2121000001,3,,enrolled,,", "student_number id_precision")]
    [InlineData("J211381201509104562,高丽,9921000001,3,,enrolled,,", "school_code unknown_school")]
    [InlineData("J211381201509104562,高丽,9921,3,,enrolled,,", "school_code bad_code")]
    [InlineData("J211381201509104562,高丽,2121000001,,,enrolled,,", "grade missing")]
    [InlineData("J211381201509104562,高丽,2121000001,10,,enrolled,,", "grade grade_range")]
    [InlineData("J211381201509104562,高丽,2121000001,3,,在校,,", "status unknown_value")]
    [InlineData("J211381201509104562,高丽,2121000001,3,,enrolled,2026-09-31,", "status_on bad_date")]
    [InlineData("J211381201509104562,高丽,2121000001,3,,enrolled,,骑马", "study_mode unknown_value")]
    [InlineData("L211381201509104562,高丽,2121000001,3,,enrolled,,", "")]
    public void A_row_of_the_roll_is_judged_column_by_column(string rest, string fault) =>
        Sent.Fault<EnrolmentRow>(Sent.EnrolmentHeader, $"{Sent.Child},{rest}").ShouldBe(fault);

    [Theory]
    [InlineData("0,1,,", "category unknown_value")]
    [InlineData("8,1,,", "category unknown_value")]
    [InlineData("4,5,,", "level unknown_value")]
    [InlineData("4,,,", "level missing")]
    [InlineData("4,1,2.11381E+19,", "certificate_number id_precision")]
    [InlineData("4,1,21138120150910456241,2026-02-30", "certified_on bad_date")]
    [InlineData("4,1,21138120150910456241,2026-02-28", "")]
    public void A_disability_is_judged_column_by_column(string rest, string fault) =>
        Sent.Fault<DisabilityRow>("id_number,category,level,certificate_number,certified_on", $"{Sent.Child},{rest}").ShouldBe(fault);

    [Theory]
    [InlineData("perhaps,no,,,,2026-09-15", "father_away unknown_value")]
    [InlineData("yes,,,,,2026-09-15", "mother_away missing")]
    [InlineData("yes,no,,-1,,2026-09-15", "months_away bad_number")]
    [InlineData("yes,no,,很久,,2026-09-15", "months_away bad_number")]
    [InlineData("yes,no,,9,邻居,2026-09-15", "caregiver unknown_value")]
    [InlineData("yes,no,,9,none,", "surveyed_on missing")]
    [InlineData("yes,no,,9.5,none,2026-09-15", "")]
    public void A_left_behind_child_is_judged_column_by_column(string rest, string fault) =>
        Sent.Fault<LeftBehindRow>("id_number,father_away,mother_away,other_parent_capable,months_away,caregiver,surveyed_on", $"{Sent.Child},{rest}").ShouldBe(fault);

    [Theory]
    [InlineData("2026-09-02,2026-09-01", "until bad_date")]
    [InlineData("2026-09-01,2026-09-01", "")]
    [InlineData("2026-09-01,", "")]
    [InlineData(",2026-09-01", "from missing")]
    public void Assistance_does_not_end_before_it_begins(string rest, string fault) =>
        Sent.Fault<AssistanceRow>("id_number,category,from,until", $"{Sent.Child},orphan,{rest}").ShouldBe(fault);

    [Fact]
    public void A_second_row_of_a_child_is_a_duplicate_whatever_else_is_wrong_with_it()
    {
        var rows = Sent.Rows<PopulationRow>($"{Sent.PopulationHeader}\n{Row("高丽")}\n{Row("")}\n{Row("高丽")}\n");

        rows.Select(row => Sent.Fault(row.Reject)).ShouldBe(["", "id_number duplicate_id", "id_number duplicate_id"]);

        static string Row(string name) => $"{Sent.Child},{name},,{Sent.Township},local,present";
    }

    [Fact]
    public void A_rejected_row_claims_nothing()
    {
        var rows = Sent.Rows<DisabilityRow>($"id_number,category,level\n{Sent.Child},9,1\n{Sent.Child},4,1\n{Sent.Child},4,2\n{Sent.Sibling},4,2\n");

        rows.Select(row => Sent.Fault(row.Reject)).ShouldBe(["category unknown_value", "", "id_number duplicate_id", ""]);
    }

    [Fact]
    public void A_child_may_stand_in_a_roll_an_assistance_list_an_absence_list_or_a_ledger_several_times()
    {
        Faults(Sent.Rows<EnrolmentRow>(Twice(Sent.EnrolmentHeader, $"{Sent.Child},G{Sent.Child},高丽,{Sent.School},3,,enrolled,,"))).ShouldBe(["", ""]);
        Faults(Sent.Rows<AssistanceRow>(Twice("id_number,category,from", $"{Sent.Child},orphan,2026-01-01"))).ShouldBe(["", ""]);
        Faults(Sent.Rows<AbsenceRow>(Twice("id_number,date,kind", $"{Sent.Child},2026-01-01,sick"))).ShouldBe(["", ""]);
        Faults(Sent.Rows<LedgerRow>(Twice(Sent.LedgerHeader, $"{Sent.Child},2026-01-01,care_visit,,,,,,,,"))).ShouldBe(["", ""]);

        static string Twice(string header, string row) => $"{header}\n{row}\n{row}\n";
        static IEnumerable<string> Faults<T>(List<ReadRow<T>> rows) where T : class => rows.Select(row => Sent.Fault(row.Reject));
    }

    [Fact]
    public void A_valid_identity_number_is_told_also_of_a_rejected_row()
    {
        var rows = Sent.Rows<PopulationRow>($"{Sent.PopulationHeader}\n{Sent.Child},,,,,\n{Sent.Child.Replace('2', '3')},高丽,,{Sent.Township},local,present\n");

        rows.Select(row => row.IdNumber).ShouldBe([Sent.Child, null]);
        rows[0].AsSent.ShouldBe([Sent.Child, "", "", "", "", ""]);
    }

    [Fact]
    public void A_reject_keeps_the_value_as_sent_and_shows_no_number()
    {
        var reject = Sent.Rows<AbsenceRow>("id_number,date,kind\n 211381201509104560,2026-10-19,sick\n").Single().Reject!;

        reject.Value.ShouldBe(" 211381201509104560");
        reject.MaskedValue.ShouldNotContain("0150910");
        reject.ToString().ShouldBe("line 2: id_number id_checksum");
    }

    [Fact]
    public void A_row_that_is_logged_by_mistake_names_no_child()
    {
        var read = Sent.Rows<PopulationRow>($"{Sent.PopulationHeader}\n{Sent.Child},高丽,,{Sent.Township},local,present\n").Single();

        read.ToString().ShouldBe("line 2");
        read.Row!.ToString().ShouldBe("PopulationRow");
    }
}
