using Balance.Cases.Audit;
using Balance.Cases.Domain.Registers;
using Balance.Cases.Registers.Importing;
using Balance.Cases.Registers.Ledger;
using Balance.Cases.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Registers;

/// <summary>The room of files that come in.</summary>
public static class Setup
{
    /// <summary>Imports, snapshots, counties.</summary>
    public static IServiceCollection AddRegisters(this IServiceCollection services) => services
        .AddSingleton(new EventKinds(typeof(RegisterImported), typeof(ChildrenUnidentified), typeof(CountySetUp), typeof(LedgerImportBegun)))
        .AddSingleton<Counties>()
        .AddSingleton<RegisterImporter>()
        .AddSingleton<LedgerImporter>()
        .AddSingleton<IVerifyMore, RegisterProof>();
}
