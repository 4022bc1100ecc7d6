using Balance.Cases.Access;
using Balance.Cases.Indicators.Standings;
using Balance.Cases.Shell;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Indicators;

/// <summary>The room of figures that go out.</summary>
public static class Setup
{
    /// <summary>Rates and the standings behind them.</summary>
    public static IServiceCollection AddIndicators(this IServiceCollection services) => services
        .AddSingleton<StepBooks>()
        .AddSingleton<Figures>()
        .AddSingleton<FigureChildren>()
        .AddSingleton<Rates>()
        .AddSingleton(new HomePart(20, typeof(RatesToday), Posts.IsCountyOfficer))
        .AddSingleton(new NavigationEntry(20, "/rates", "指标", "Rates", "chart-bar", "辍学率、入学率与目标对照，点数字看名单", Posts.ReadsCases));
}
