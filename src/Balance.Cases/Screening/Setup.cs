using Balance.Cases.Domain.Screening;
using Balance.Cases.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Screening;

/// <summary>The room that finds children.</summary>
public static class Setup
{
    /// <summary>Screenings.</summary>
    public static IServiceCollection AddScreening(this IServiceCollection services) => services
        .AddSingleton(new EventKinds(typeof(ScreeningRun)))
        .AddSingleton<OpenSuspicions>()
        .AddSingleton<Screenings>();
}
