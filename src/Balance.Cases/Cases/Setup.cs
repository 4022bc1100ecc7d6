using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Cases;

/// <summary>The room of the single case.</summary>
public static class Setup
{
    /// <summary>What commands about one child need.</summary>
    public static IServiceCollection AddCases(this IServiceCollection services) => services.AddSingleton<CaseContexts>();
}
