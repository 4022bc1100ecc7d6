using Balance.Cases.Registers.Snapshots;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Cases;

/// <summary>The room of cases: the list, the file, and everything that is done in it.</summary>
public static class Setup
{
    /// <summary>Queries, and what commands about one child need.</summary>
    public static IServiceCollection AddCases(this IServiceCollection services) => services
        .AddSingleton<Books>()
        .AddSingleton<CaseContexts>()
        .AddSingleton<CaseHandling>()
        .AddSingleton<Reach>()
        .AddSingleton<ProvisionalChildren>()
        .AddSingleton<Officers>()
        .AddSingleton<CaseShelf>()
        .AddSingleton<CaseList>()
        .AddSingleton<Timelines>()
        .AddSingleton<Changes>()
        .AddSingleton<CaseFile>();
}
