using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Shell;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.LeftBehind;

/// <summary>The room of left-behind and harmed children.</summary>
public static class Setup
{
    /// <summary>The survey, what is done, and its parts of the case page.</summary>
    public static IServiceCollection AddLeftBehind(this IServiceCollection services) => services
        .AddActs(Acts.All)
        .AddSingleton(new CaseSection(5, Concern.Harm, typeof(HarmSection)))
        .AddSingleton(new CaseSection(20, Concern.LeftBehind, typeof(LeftBehindSection)))
        .AddSingleton<Survey>()
        .AddSingleton<FollowSurvey>()
        .AddSingleton(new NavigationEntry(24, "/left-behind", "留守关爱", "Left behind", "home", "两种口径的留守儿童、监护登记、父母联系和关爱走访", Rights.For(Right.ReadCases), "Left-behind children by both definitions, and how they are cared for"));
}
