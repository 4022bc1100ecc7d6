using Balance.Cases.Access;
using Balance.Cases.People;
using Balance.Cases.Storage;

namespace Balance.Cases.Host.CommandLine;

/// <summary>The child that an operator names by its identity number.</summary>
internal static class NamedChild
{
    /// <exception cref="Refusal"><c>unknown_child</c>.</exception>
    public static async Task<(Guid Child, Person Person)> ChildAsync(this VerbContext context, Principal who, string number)
    {
        var vault = context.Get<Vault>();
        if (await vault.FindAsync(who.Tenant, number.Trim().ToUpperInvariant(), context.Cancel) is { } child
            && await vault.RevealAsync(who.Tenant, child, context.Cancel) is { } person) return (child, person);
        throw new Refusal("unknown_child", "该县区没有这个身份证号的儿童,请核对号码。", "No child of this county has that identity number; check it.");
    }
}
