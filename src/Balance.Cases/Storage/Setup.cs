using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Jobs;
using Balance.Cases.Storage.Schema;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wolverine.Marten;

namespace Balance.Cases.Storage;

/// <summary>The room that keeps what happened.</summary>
public static class Setup
{
    /// <summary>The event store over the registered <see cref="CasesDatabase"/>; rooms add their kinds of event as <see cref="EventKinds"/>.</summary>
    public static IServiceCollection AddCasesStore(this IServiceCollection services)
    {
        services.AddSingleton(EventKinds.OfStudents);
        services.AddSingleton<ISchemaPart, EventStoreSchema>();
        services.AddSingleton<CaseSessions>();
        services.AddSingleton<ProjectionRebuild>();
        services.AddSingleton<FollowUps>();
        services.AddSingleton<CaseDesk>();
        services.AddSingleton<IUpkeep, ReceiptUpkeep>();
        services.AddSingleton<DailyUpkeep>();
        services.AddSingleton<CountyJobs>();
        services.AddHostedService(provider => provider.GetRequiredService<CountyJobs>());
        services.AddSingleton<ILogger<IDocumentStore>, RaceLog>();
        services.AddMarten(provider =>
        {
            var options = new StoreOptions();
            CasesStore.Configure(options, provider.GetServices<EventKinds>());
            options.Connection(provider.GetRequiredService<CasesDatabase>().Desk);
            return options;
        }).UseLightweightSessions().IntegrateWithWolverine(integration => integration.MessageStorageSchemaName = Dispatch.MessageSchema.Schema);
        return services;
    }
}
