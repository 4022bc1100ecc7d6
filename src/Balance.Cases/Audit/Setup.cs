using Balance.Cases.Audit.Evidence;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Audit;

/// <summary>The room that proves that nothing was altered.</summary>
public static class Setup
{
    /// <summary>Verification, checkpoints, replay and evidence.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddSingleton<VerifyChain>()
        .AddSingleton<Checkpoints>()
        .AddSingleton<Replay>()
        .AddSingleton<EventPages>()
        .AddSingleton<EvidenceExport>();
}
