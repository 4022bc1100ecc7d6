using Balance.Cases.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Balance.Cases.People;

/// <summary>The room that knows who a child is.</summary>
public static class Setup
{
    /// <summary>The vault over the registered <c>CasesDatabase</c>; the keys are read, or on first use made, in the folder (<c>Balance:Keys</c>).</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services, string keysFolder) => services
        .AddSingleton(_ => KeyRing.LoadOrCreate(keysFolder))
        .AddSingleton<KeyCheck>()
        .AddSingleton<IdentityHash>()
        .AddSingleton<ErasureList>()
        .AddSingleton<VaultBatch>()
        .AddSingleton<Vault>()
        .AddSingleton<RejectedValues>()
        .AddSingleton<NameBook>()
        .AddSingleton<IUpkeep, Upkeep>()
        .AddHostedService<ErasedAgain>();

    /// <summary>Data protection whose keys lie in the database, encrypted by the ring.</summary>
    public static IServiceCollection AddProtectedDataProtection(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("balance-cases");
        return services.AddSingleton<IConfigureOptions<KeyManagementOptions>, ProtectedKeyManagement>();
    }
}
