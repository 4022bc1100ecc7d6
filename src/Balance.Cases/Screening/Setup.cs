using Balance.Cases.Access;
using Balance.Cases.Domain.Screening;
using Balance.Cases.Shell;
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
        .AddSingleton<Screenings>()
        .AddSingleton<PastScreenings>()
        .AddSingleton<DailyScreening>()
        .AddSingleton<TermChecks>()
        .AddSingleton(new HomePart(6, typeof(TermCheckDue), Rights.For(Right.Screen)) { MayBeEmpty = true })
        .AddSingleton(new NavigationEntry(30, "/screening", "排查", "Screening", "radar-2", "对照登记，找出应在校而不在校的孩子", Rights.For(Right.Screen), "Compare the registers: who should be at school and is not"));
}
