using Balance.Cases.Access;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.People;
using Balance.Cases.Registers;
using Balance.Cases.Storage;

namespace Balance.Cases.Cases;

/// <summary>What a decision has to know beside the child's file, of registers and vault.</summary>
public sealed class CaseContexts(Counties counties, Vault vault, TimeProvider clock)
{
    /// <summary>For a command of an officer about a child, today.</summary>
    /// <exception cref="Refusal"><c>unknown_county</c>.</exception>
    public async Task<DecisionContext> OfAsync(Principal who, Guid child, Guid command, ChildLook look, CancellationToken ct) =>
        // Only of a child that the population register does not hold is the vault asked for the date of birth.
        new(who.Actor, clock.Today(), command, await counties.PackOfAsync(who.Tenant, ct), look.Rolls, look.Born ?? (await vault.RevealAsync(who.Tenant, child, ct))?.BirthDate);

    /// <summary>The same for one that asks nothing of registers and vault.</summary>
    /// <exception cref="Refusal"><c>unknown_county</c>.</exception>
    public async Task<DecisionContext> OfCountyAsync(Principal who, Guid command, CancellationToken ct) =>
        new(who.Actor, clock.Today(), command, await counties.PackOfAsync(who.Tenant, ct), [], null);
}
