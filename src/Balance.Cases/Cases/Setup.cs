using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Shell;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Cases;

/// <summary>The room of cases: the list, the file, and everything that is done in it.</summary>
public static class Setup
{
    /// <summary>Queries, and what commands about one child need.</summary>
    public static IServiceCollection AddCases(this IServiceCollection services) => services
        .AddSingleton<Books>()
        .AddSingleton<ChildLooks>()
        .AddSingleton<CaseContexts>()
        .AddSingleton<CaseHandling>()
        .AddSingleton<FileMerging>()
        .AddSingleton<Reach>()
        .AddSingleton<ProvisionalChildren>()
        .AddSingleton<Officers>()
        .AddSingleton<Assignments>()
        .AddSingleton<IPutInCharge>(provider => provider.GetRequiredService<Assignments>())
        .AddSingleton<CaseShelf>()
        .AddHostedService<ShelfWarming>()
        .AddSingleton<CaseList>()
        .AddSingleton<SavedViews>()
        .AddSingleton<Timelines>()
        .AddSingleton<Changes>()
        .AddSingleton<CaseFile>()
        .AddSingleton<CaseActTable>()
        .AddSingleton<FollowRegister>()
        .AddActs(OfficeActs.All)
        .AddSingleton<ChildSearch>()
        .AddSingleton<Emergencies>()
        .AddSingleton(new HomePart(5, typeof(EmergenciesUnseen), Rights.For(Right.ReadAccessLog)) { MayBeEmpty = true })
        .AddSingleton(new NavigationEntry(60, "/emergency", "紧急查看", "Emergency", "alert-triangle", "学生不在职责范围内而情况不能等：凭身份证号打开，全程留痕", Rights.BelowTheCountyFor(Right.BreakGlass), "A child out of your charge that cannot wait, by its number, on record"))
        .AddSingleton<Worklist>()
        .AddSingleton<Inbox>()
        .AddSingleton<VisitList>()
        .AddSingleton(new HomePart(10, typeof(Homes.SchoolWeek), IsOfSchool))
        .AddSingleton(new HomePart(10, typeof(Homes.TownshipWork), IsOfTownship))
        .AddSingleton(new HomePart(40, typeof(Homes.CountyCases), Rights.For(Right.Screen)))
        .AddSingleton(new HomePart(10, typeof(CasesDue), who => who.May(Right.AddNote) && !who.May(Right.LogVisit) && !who.IsOfCentre))
        .AddSingleton(new TopbarPart(typeof(InboxBell), Inbox.Has))
        .AddSingleton(new NavigationEntry(5, "/inbox", "待办", "Inbox", "inbox", "等您办的事", Inbox.Has, "What waits for you"))
        .AddSingleton(new NavigationEntry(10, "/cases", "个案", "Cases", "users", "谁疑似辍学、谁在劝返、谁该回访，按期限排列", Rights.For(Right.ReadCases), "Who is suspected, who is being persuaded, by what is due"))
        .AddSingleton(new NavigationEntry(12, "/find", "查找", "Find", "search", "按姓名或身份证号查找学生", Rights.For(Right.ReadCases), "A child by name or number"))
        .AddSingleton(new QuickEntry(10, "/find", "找学生", "Find", "search", IsOfSchool))
        .AddSingleton(new QuickEntry(20, "/cases?due=this_week", "本周到期", "This week", "calendar", IsOfSchool))
        .AddSingleton(new QuickEntry(30, "/cases/new", "报告缺课", "Absence", "flag", IsOfSchool))
        .AddSingleton(new QuickEntry(10, "/cases?status=suspected", "待核查", "Verify", "user-search", IsOfTownship))
        .AddSingleton(new QuickEntry(20, "/cases?due=overdue", "已超期", "Overdue", "clock", IsOfTownship))
        .AddSingleton(new QuickEntry(30, "/find", "找学生", "Find", "search", IsOfTownship))
        .AddSingleton(new QuickEntry(10, "/rates", "指标", "Rates", "chart-bar", Rights.For(Right.Screen)))
        .AddSingleton(new QuickEntry(20, "/cases", "个案", "Cases", "users", Rights.For(Right.Screen)))
        .AddSingleton(new QuickEntry(30, "/find", "找学生", "Find", "search", Rights.For(Right.Screen)));

    /// <summary>What a room lets officers do in a case.</summary>
    public static IServiceCollection AddActs(this IServiceCollection services, IEnumerable<CaseAct> acts)
    {
        foreach (var act in acts) services.AddSingleton(act);
        return services;
    }

    private static bool IsOfSchool(Principal who) => who.Level == Level.School && who.May(Right.LogVisit);

    private static bool IsOfTownship(Principal who) => who.Level == Level.Township && who.May(Right.Verify);
}
