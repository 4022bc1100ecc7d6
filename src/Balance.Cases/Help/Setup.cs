using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Shell;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Help;

/// <summary>The room of help: aid, learning, mind, board and meals.</summary>
public static class Setup
{
    /// <summary>What is done, and its parts of the case page.</summary>
    public static IServiceCollection AddHelp(this IServiceCollection services) => services
        .AddActs(Acts.All)
        .AddSingleton<KnownSchemes>()
        .AddSingleton(new CaseSection(30, Concern.Hardship, typeof(HardshipSection)))
        .AddSingleton(new CaseSection(40, Concern.LearningDifficulty, typeof(LearningSection)))
        .AddSingleton(new CaseSection(50, Concern.MentalHealth, typeof(MentalHealthSection)))
        .AddSingleton<Assistance>()
        .AddSingleton<FollowAssistance>()
        .AddSingleton<AidDue>()
        .AddSingleton(new NavigationEntry(26, "/help", "帮扶", "Help", "heart-handshake", "按顺序落实资助，跟进学困生和心理健康", Rights.For(Right.ReadCases), "Aid due by the order of groups, learning and mental health"));
}
