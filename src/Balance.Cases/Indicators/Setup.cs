using Balance.Cases.Indicators.Standings;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Indicators;

/// <summary>The room of figures that go out.</summary>
public static class Setup
{
    /// <summary>Rates and the standings behind them.</summary>
    public static IServiceCollection AddIndicators(this IServiceCollection services) => services
        .AddSingleton<StepBooks>()
        .AddSingleton<Figures>()
        .AddSingleton<FigureChildren>();
}
