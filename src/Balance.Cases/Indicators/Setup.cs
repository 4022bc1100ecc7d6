using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Indicators.Declared;
using Balance.Cases.Indicators.Further;
using Balance.Cases.Indicators.Standings;
using Balance.Cases.Shell;
using Balance.Cases.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Indicators;

/// <summary>The room of figures that go out.</summary>
public static class Setup
{
    /// <summary>Rates and the standings behind them.</summary>
    public static IServiceCollection AddIndicators(this IServiceCollection services) => services
        .AddSingleton<StepBooks>()
        .AddSingleton<Figures>()
        .AddSingleton<Services>()
        .AddSingleton<FurtherRates>()
        .AddSingleton<Declarations>()
        .AddSingleton(new EventKinds([.. DeclaredFigures.Kinds]))
        .AddSingleton<FigureChildren>()
        .AddSingleton<Rates>()
        .AddSingleton(new HomePart(20, typeof(RatesToday), who => who.May(Right.ReadRates) && (who.May(Right.Screen) || who.Role == Role.Headmaster.Code())))
        .AddSingleton(new NavigationEntry(20, "/rates", "指标", "Rates", "chart-bar", "辍学率、入学率与目标对照，点数字看名单", Rights.For(Right.ReadRates), "Dropout and enrolment against their targets, down to the children"));
}
