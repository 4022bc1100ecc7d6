using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Shell;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Disability;

/// <summary>The room of disabled children: placement, education plan, teaching at home, referrals, resource centres.</summary>
public static class Setup
{
    /// <summary>What is done there, its part of the case page, and its page.</summary>
    public static IServiceCollection AddDisability(this IServiceCollection services) => services
        .AddActs(Acts.All)
        .AddSingleton<HomeTeachers>()
        .AddSingleton<DisabledChildren>()
        .AddSingleton<FollowDisability>()
        .AddSingleton<ResourceCentres>()
        .AddSingleton<IPutInCharge, CentreCharge>()
        .AddSingleton<UnansweredCentres>()
        .AddSingleton(new HomePart(10, typeof(CentreWork), who => who.IsOfCentre))
        .AddSingleton(new CaseSection(20, Concern.Disability, typeof(DisabilitySection)))
        .AddSingleton(new NavigationEntry(22, "/disability", "残疾", "Disability", "disabled", "残疾学生的安置、教育计划和送教课时", Rights.For(Right.ReadCases), "Placement, plans and teaching at home of disabled children"));
}
