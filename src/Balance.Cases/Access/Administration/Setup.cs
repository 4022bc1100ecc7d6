using Balance.Cases.Shell;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Access.Administration;

/// <summary>The security administrator's pages.</summary>
internal static class Setup
{
    public static IServiceCollection AddAdministration(this IServiceCollection services) => services
        .AddScoped<AccountActs>()
        .AddScoped<AccountDirectory>()
        .AddScoped<AccountImport>()
        .AddSingleton(new NavigationEntry(60, "/accounts", "账户", "Accounts", "users", "建立、停用、解锁账户，重发密码，调整角色和单位", Rights.For(Right.ManageAccounts), "Make, close and unlock accounts, give passwords, set role and office"));
}
