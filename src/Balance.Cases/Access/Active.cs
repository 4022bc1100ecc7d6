using Microsoft.AspNetCore.Identity;

namespace Balance.Cases.Access;

/// <summary>What Identity asks before every sign-in, by whatever way: a disabled account comes in by none.</summary>
internal sealed class Active : IUserConfirmation<Account>
{
    public Task<bool> IsConfirmedAsync(UserManager<Account> manager, Account user) => Task.FromResult(user.DisabledAt is null);
}
