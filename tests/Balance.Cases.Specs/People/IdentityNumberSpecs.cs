using Balance.Cases.Domain.People;
using Shouldly;
using Xunit;

namespace Balance.Cases.Specs.People;

public sealed class IdentityNumberSpecs
{
    private static readonly DateOnly AsOf = new(2026, 9, 1);

    // The example of GB 11643-1999.
    private const string Example = "11010519491231002X";

    [Fact]
    public void The_standards_own_example_holds()
    {
        IdentityNumber.Check(Example, AsOf).ShouldBe(IdentityNumberFault.None);
        IdentityNumber.BirthDate(Example).ShouldBe(new DateOnly(1949, 12, 31));
        IdentityNumber.SexOf(Example).ShouldBe(Sex.Female);
        IdentityNumber.Masked(Example).ShouldBe("110**************X");
    }

    [Theory]
    [InlineData("11010519491231002", IdentityNumberFault.IdLength)]
    [InlineData("1101051949123100211", IdentityNumberFault.IdLength)]
    [InlineData("110105194912310021", IdentityNumberFault.IdChecksum)]
    [InlineData("1101051949A231002X", IdentityNumberFault.IdChecksum)]
    [InlineData("110105194912310020", IdentityNumberFault.IdChecksum)]
    public void A_broken_number_has_its_first_fault(string number, IdentityNumberFault fault) => IdentityNumber.Check(number, AsOf).ShouldBe(fault);

    [Theory]
    [InlineData("20260901", IdentityNumberFault.None)]
    [InlineData("20260902", IdentityNumberFault.IdBirthDate)]
    [InlineData("20140230", IdentityNumberFault.IdBirthDate)]
    [InlineData("20141301", IdentityNumberFault.IdBirthDate)]
    public void A_birth_date_must_be_one_and_not_after_the_day_in_question(string born, IdentityNumberFault fault)
    {
        var digits = $"211381{born}001";
        IdentityNumber.Check(digits + IdentityNumber.CheckCharacter(digits), AsOf).ShouldBe(fault);
    }

    [Fact]
    public void One_wrong_digit_never_passes()
    {
        for (var place = 0; place < 17; place++)
            for (var digit = '0'; digit <= '9'; digit++)
            {
                if (Example[place] == digit) continue;
                IdentityNumber.Check(string.Concat(Example.AsSpan(0, place), [digit], Example.AsSpan(place + 1)), AsOf).ShouldNotBe(IdentityNumberFault.None);
            }
    }
}
