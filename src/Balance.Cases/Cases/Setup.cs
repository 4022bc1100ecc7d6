using Balance.Cases.Access;
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
        .AddSingleton<Reach>()
        .AddSingleton<ProvisionalChildren>()
        .AddSingleton<Officers>()
        .AddSingleton<CaseShelf>()
        .AddSingleton<CaseList>()
        .AddSingleton<Timelines>()
        .AddSingleton<Changes>()
        .AddSingleton<CaseFile>()
        .AddSingleton<ChildSearch>()
        .AddSingleton(new HomePart(10, typeof(CasesDue), Posts.ReadsCases))
        .AddSingleton(new NavigationEntry(10, "/cases", "个案", "Cases", "users", "谁疑似辍学、谁在劝返、谁该回访，按期限排列", Posts.ReadsCases));
}
