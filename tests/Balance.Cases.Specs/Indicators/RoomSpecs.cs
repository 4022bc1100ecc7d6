using Balance.Cases.Domain.Indicators;
using Balance.Cases.Specs.Students;
using Shouldly;
using Xunit;

namespace Balance.Cases.Specs.Indicators;

/// <summary>资源教室: due at a school with so many disabled pupils in its classes, until one is in use.</summary>
public class RoomSpecs
{
    private static readonly DateOnly Day = new(2026, 10, 1);

    [Fact]
    public void A_room_is_due_from_the_packs_number_of_pupils_on()
    {
        ServiceFigures.OfRooms(["2121138101", "2121138101", "2121138102"], 2, []).ShouldBe([new("2121138101", 2, true, null)]);
        ServiceFigures.OfRooms(["2121138101"], 2, []).ShouldBeEmpty();
    }

    [Fact]
    public void One_in_use_meets_it_and_stands_there_also_where_none_is_due_and_those_without_come_first() =>
        ServiceFigures.OfRooms(["2121138101", "2121138101", "2121138101", "2121138103", "2121138103"], 2, [Room("2121138101"), Room("2121138102")])
            .ShouldBe([new("2121138103", 2, true, null), new("2121138101", 3, true, Day), new("2121138102", 0, false, Day)]);

    [Fact]
    public void One_that_is_in_use_no_more_meets_nothing() =>
        ServiceFigures.OfRooms(["2121138101", "2121138101"], 2, [Room("2121138101") with { InUse = false }]).ShouldBe([new("2121138101", 2, true, null)]);

    private static ResourceRoomDeclared Room(string school) => new(Samples.Id(1), 2026, school, Day, true, "验收", Samples.County);
}
