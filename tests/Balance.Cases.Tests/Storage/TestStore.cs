using Balance.Cases.Domain.Students;
using Balance.Cases.Storage;
using Marten;

namespace Balance.Cases.Tests.Storage;

/// <summary>The event store as the application has it, without a host.</summary>
public static class TestStore
{
    public static readonly Guid Command = Guid.Parse("0199d6b5-7c9e-7000-8000-000000000001");

    public static DocumentStore Of(CasesDatabase database) => DocumentStore.For(options =>
    {
        CasesStore.Configure(options, [EventKinds.OfStudents]);
        options.Connection(database.Application);
    });

    public static async Task<Guid> RecordAsync(IDocumentStore store, string county, params StudentEvent[] events)
    {
        var child = Guid.CreateVersion7();
        await RecordAsync(store, county, child, events);
        return child;
    }

    public static async Task RecordAsync(IDocumentStore store, string county, Guid child, params StudentEvent[] events)
    {
        await using var session = store.LightweightSession(county);
        session.LastModifiedBy = "officer";
        session.CausationId = Command.ToString();
        session.SetHeader("office", "210000");
        (await session.Events.FetchForWriting<StudentCase>(child, TestContext.Current.CancellationToken)).AppendMany(events);
        await session.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
