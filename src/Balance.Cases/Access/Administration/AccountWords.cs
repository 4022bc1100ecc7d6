using Balance.Cases.Domain.Terms;
using Balance.Cases.Shell.Components;
using Balance.Cases.Shell.Forms;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Access.Administration;

/// <summary>Accounts in words and colours.</summary>
internal static class AccountWords
{
    /// <summary>Roles that a page may give.</summary>
    public static IReadOnlyList<Option> Roles => Option.Of(Term.All<Role>().Where(role => !role.IsAdministrator()));

    public static string Say(Role role) => T(role.Chinese(), role.Code().Replace('_', ' '));

    public static string Say(AccountState state) => T(state.Chinese(), state.Code());

    public static Tone ToneOf(AccountState state) => state switch
    {
        AccountState.Active => Tone.Good,
        AccountState.Waiting => Tone.Info,
        AccountState.Locked => Tone.Warning,
        _ => Tone.Neutral,
    };
}
