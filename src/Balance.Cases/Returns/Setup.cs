using Balance.Cases.Access;
using Balance.Cases.Domain.Returns;
using Balance.Cases.Shell;
using Balance.Cases.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Returns;

/// <summary>The room of returns: figures frozen, numbered and sealed.</summary>
public static class Setup
{
    /// <summary>Returns, and what they are held against.</summary>
    public static IServiceCollection AddReturns(this IServiceCollection services) => services
        .AddSingleton(new EventKinds(typeof(ReturnSealed)))
        .AddSingleton<SealedReturns>()
        .AddSingleton<ReturnSealing>()
        .AddSingleton<OwedReturns>()
        .AddSingleton(new HomePart(45, typeof(ReturnsDue), Rights.For(Right.SealReturn)) { MayBeEmpty = true })
        .AddSingleton<ReturnProof>()
        .AddSingleton<Audit.IVerifyMore, SealedReturnsProof>()
        .AddSingleton<ReturnChanges>()
        .AddSingleton(new NavigationEntry(21, "/returns", "报送", "Returns", "file-text", "月报、季度复核、学期和学年报告：封存、编号、随时重算", Rights.For(Right.ReadRates), "Monthly, quarterly, of a term, of a year: sealed, numbered, worked out again at any time"));
}
