namespace Balance.Cases.Host.Demo;

/// <summary>The demonstration county.</summary>
internal static class Setup
{
    /// <summary>Adds the seed and what officers do in it.</summary>
    public static IServiceCollection AddDemonstration(this IServiceCollection services) => services.AddSingleton<RecentDays>().AddSingleton<DemoSeed>();
}
