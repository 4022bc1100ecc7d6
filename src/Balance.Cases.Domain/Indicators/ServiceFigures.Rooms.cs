namespace Balance.Cases.Domain.Indicators;

/// <summary>资源教室 of a school where one is due, or in use.</summary>
/// <param name="School">Its code.</param>
/// <param name="Pupils">Disabled pupils placed in its regular classes.</param>
/// <param name="IsDue">So many that the pack wants a room.</param>
/// <param name="InUseSince">Since when one is in use; null: none is.</param>
public sealed record ResourceRoomFigure(string School, int Pupils, bool IsDue, DateOnly? InUseSince);

public static partial class ServiceFigures
{
    /// <summary>A row of each school where a room is due or in use, those without one first.</summary>
    /// <param name="schools">Schools in whose regular classes disabled children are placed, each once a child.</param>
    /// <param name="due">From how many pupils on a room is due.</param>
    /// <param name="rooms">What was declared of rooms by the day, the last word of each school.</param>
    public static List<ResourceRoomFigure> OfRooms(IEnumerable<string> schools, int due, IReadOnlyList<ResourceRoomDeclared> rooms)
    {
        var pupils = schools.CountBy(school => school).ToDictionary();
        var inUse = rooms.Where(room => room.InUse).ToDictionary(room => room.Unit, room => (DateOnly?)room.On);
        return
        [
            .. from school in pupils.Where(one => one.Value >= due).Select(one => one.Key).Union(inUse.Keys)
               let many = pupils.GetValueOrDefault(school)
               let row = new ResourceRoomFigure(school, many, many >= due, inUse.GetValueOrDefault(school))
               orderby row.IsDue && row.InUseSince is null descending, row.Pupils descending, school
               select row,
        ];
    }
}
