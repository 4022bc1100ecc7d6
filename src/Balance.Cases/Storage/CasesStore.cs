using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Balance.Cases.Storage.Desk;
using Marten;
using JasperFx.MultiTenancy;

namespace Balance.Cases.Storage;

/// <summary>The rules of the event store, the same for the application, the schema's owner and tests.</summary>
public static class CasesStore
{
    /// <summary>Where events, streams and views lie.</summary>
    public const string Schema = "cases";

    /// <summary>Index of events of which there are few; Marten, which knows nothing of it, leaves it alone.</summary>
    internal const string FewEvents = "events_of_few";

    /// <summary>Applies the rules; the caller gives the connection.</summary>
    public static void Configure(StoreOptions options, IEnumerable<EventKinds> kinds)
    {
        options.DatabaseSchemaName = Schema;
        options.AutoCreateSchemaObjects = AutoCreate.None;
        options.DisableNpgsqlLogging = true;
        options.UseSystemTextJsonForSerialization(configure: CasesJson.Apply);
        options.Policies.AllDocumentsAreMultiTenanted();

        options.Events.TenancyStyle = TenancyStyle.Conjoined;
        options.Events.StreamIdentity = StreamIdentity.AsGuid;
        options.Events.AppendMode = EventAppendMode.QuickWithServerTimestamps;
        // The loser of a race waits for the winner instead of leaving a gap that the daemon has to wait out.
        options.Events.UseExclusiveLockOnConcurrentAppends = true;
        options.Events.MetadataConfig.EnableAll();
        options.Events.MetadataConfig.UserNameEnabled = true;
        options.Events.IgnoreIndex(FewEvents);
        foreach (var kind in kinds.SelectMany(of => of.Types).Distinct())
            options.Events.MapEventType(kind, EventKinds.NameOf(kind));

        options.Projections.Add(new StudentCaseProjection(), ProjectionLifecycle.Inline);
        options.Schema.For<KeptReceipt>();
        options.Schema.For<StudentCase>();

        foreach (var errors in new[] { options.Projections.Errors, options.Projections.RebuildErrors })
        {
            errors.SkipApplyErrors = false;
            errors.SkipSerializationErrors = false;
            errors.SkipUnknownEvents = false;
        }
    }
}
