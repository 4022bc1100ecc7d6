using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Shouldly;
using Xunit;

namespace Balance.Cases.Specs.Students;

public class EvolveSpecs
{
    // As Marten's serializer is set up: enums by name in snake case.
    private static readonly JsonSerializerOptions Stored = new() { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) } };

    private sealed record SomethingNew : StudentEvent;

    [Fact]
    public void Every_event_there_is_has_a_sample_and_is_taken()
    {
        var types = typeof(StudentEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(StudentEvent))).ToArray();
        Samples.EveryType.Select(sample => sample.GetType()).ShouldBe(types, ignoreOrder: true);

        var student = Samples.After(Samples.EveryType);
        student.Entries.Select(entry => entry.Recorded).ShouldBe(Samples.EveryType);
        student.Entries.Select(entry => entry.Order).ShouldBe(Enumerable.Range(1, types.Length).Select(order => (long)order));
        student.LastVersion.ShouldBe(types.Length);
    }

    [Fact]
    public void An_event_it_does_not_know_is_an_error_and_never_passed_over()
    {
        var strange = new SomethingNew { Entry = Samples.Id(1), OccurredOn = Samples.Day, By = Samples.Teacher };
        Should.Throw<InvalidOperationException>(() => Student.Evolve(null, Samples.Child, 1, strange)).Message.ShouldContain(nameof(SomethingNew));
    }

    [Fact]
    public void The_state_before_is_never_changed()
    {
        var before = Samples.After(Samples.EveryType.Take(20));
        var kept = JsonSerializer.Serialize(before, Stored);
        Student.Evolve(before, Samples.Child, 21, new EntryWithdrawn(Samples.Id(8), Samples.Sealed) { Entry = Samples.Id(99), OccurredOn = Samples.Day, By = Samples.Teacher });
        JsonSerializer.Serialize(before, Stored).ShouldBe(kept);
    }

    [Fact]
    public void The_state_is_stored_and_read_back_whole_even_where_the_database_reorders_its_keys()
    {
        // Of a merged file no entry stands.
        var student = Samples.After(Samples.EveryType.Where(happened => happened is not FileMerged));
        var stored = JsonSerializer.Serialize(student, Stored);
        var read = JsonSerializer.Deserialize<Student>(AsJsonb(JsonNode.Parse(stored)!).ToJsonString(), Stored)!;

        JsonSerializer.Serialize(read, Stored).ShouldBe(stored);
        read.Find(Samples.Id(16))!.Happened.ShouldBeOfType<AttendanceChecked>().Result.ShouldBe(AttendanceResult.Absent);
        read.Find(Samples.Id(20))!.Stands.ShouldBeFalse();
        Student.Evolve(read, Samples.Child, student.LastVersion + 1, Samples.EveryType[22]).Entries.Count.ShouldBe(student.Entries.Count + 1);
    }

    [Fact]
    public void Every_event_is_read_back_from_where_the_database_reorders_its_keys()
    {
        foreach (var happened in Samples.EveryType)
        {
            var stored = JsonSerializer.Serialize(happened, Stored);
            var read = JsonSerializer.Deserialize<StudentEvent>(AsJsonb(JsonNode.Parse(stored)!).ToJsonString(), Stored)!;
            read.ShouldBeOfType(happened.GetType());
            JsonSerializer.Serialize(read, Stored).ShouldBe(stored);
        }
    }

    /// <summary>jsonb keeps the keys of an object by length, then by bytes.</summary>
    private static JsonNode AsJsonb(JsonNode node) => node switch
    {
        JsonObject o => new JsonObject(o.OrderBy(pair => pair.Key.Length).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value is null ? null : AsJsonb(pair.Value)))),
        JsonArray a => new JsonArray([.. a.Select(item => item is null ? null : AsJsonb(item))]),
        _ => node.DeepClone(),
    };
}
