using System.Text.Json;
using Balance.Cases.Domain.Students;
using Shouldly;
using Xunit;

namespace Balance.Cases.Guards;

/// <summary>docs/events.md says what the store holds, no more and no less.</summary>
public class EventCatalogueTests
{
    private const string Page = "docs/events.md";
    private const string FieldsOfEveryEvent = "Fields of every event of a student";

    [Fact]
    public void Every_kind_of_event_stands_in_the_catalogue_once_and_nothing_else_does()
    {
        var written = Catalogue.Read(Page, depth: 3).ConvertAll(section => section.Heading);
        var kinds = EventTypes.All.Select(EventTypes.NameOf).ToList();
        kinds.Except(written).ShouldBeEmpty($"events that {Page} does not write down");
        written.Except(kinds).ShouldBeEmpty($"headings of {Page} that are no event");
        written.ShouldBeUnique();
    }

    [Fact]
    public void Every_event_is_written_down_with_its_own_fields_in_their_order()
    {
        var pages = Catalogue.Read(Page, depth: 3).ToDictionary(section => section.Heading, section => section.Names);
        foreach (var kind in EventTypes.All)
            pages.GetValueOrDefault(EventTypes.NameOf(kind)).ShouldBe(FieldsOf(kind), $"fields of {EventTypes.NameOf(kind)} in {Page}");
    }

    [Fact]
    public void The_fields_that_all_events_of_a_student_share_are_written_down_once() =>
        Catalogue.Read(Page, depth: 2).Single(section => section.Heading == FieldsOfEveryEvent).Names.ShouldBe(FieldsOf(typeof(StudentEvent)));

    [Fact]
    public void The_parts_of_events_are_written_down_with_their_fields()
    {
        var pages = Catalogue.Read(Page, depth: 4);
        pages.Select(section => section.Heading).ShouldBe(EventTypes.Parts.Select(part => part.Name), ignoreOrder: true);
        foreach (var part in EventTypes.Parts)
            pages.Single(section => section.Heading == part.Name).Names.ShouldBe(FieldsOf(part), $"fields of {part.Name} in {Page}");
    }

    private static IEnumerable<string> FieldsOf(Type record) =>
        EventTypes.Properties(record).Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name));
}
