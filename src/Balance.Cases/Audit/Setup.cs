using Balance.Cases.Access;
using Balance.Cases.Audit.Evidence;
using Balance.Cases.Shell;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Audit;

/// <summary>The room that proves that nothing was altered.</summary>
public static class Setup
{
    /// <summary>Verification, checkpoints, replay and evidence.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddSingleton<VerifyChain>()
        .AddSingleton<Checkpoints>()
        .AddSingleton<Replay>()
        .AddSingleton<EventPages>()
        .AddSingleton<EvidenceExport>()
        .AddSingleton<IVerifyMore, LogChain>()
        .AddSingleton<IVerifyMore, SealedFilesProof>()
        .AddSingleton<SealedContents>()
        .AddSingleton<LogSearch>()
        .AddSingleton(new NavigationEntry(80, "/access-log", "访问日志", "Access log", "history", "谁在什么时候看过、导出过、被拒绝过", Rights.For(Right.ReadAccessLog), "Who looked, exported or was refused, and when"))
        .AddSingleton<Verifications>()
        .AddSingleton<CaseSample>()
        .AddSingleton(new HomePart(10, typeof(AuditHome), IsAuditor))
        .AddSingleton(new NavigationEntry(50, "/audit/sample", "抽查", "Sample", "eye", "按种子随机抽取个案，逐步回放", Rights.For(Right.Replay), "Cases drawn at random by a seed, to be replayed"))
        .AddSingleton(new NavigationEntry(52, "/audit/chain", "链核验", "Chain", "shield-check", "核验记录是否被改动", Rights.For(Right.VerifyRecords), "Whether what is recorded was altered"))
        .AddSingleton(new QuickEntry(10, "/audit/sample", "抽查", "Sample", "eye", IsAuditor))
        .AddSingleton(new QuickEntry(20, "/audit/chain", "链核验", "Chain", "shield-check", IsAuditor))
        .AddSingleton(new QuickEntry(30, "/rates", "指标", "Rates", "chart-bar", IsAuditor));

    // An auditor reads and proves, and acts in no case.
    private static bool IsAuditor(Principal who) => who.May(Right.VerifyRecords) && !who.May(Right.LogVisit);
}
