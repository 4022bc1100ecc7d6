using Balance.Cases.Access;

namespace Balance.Cases.Shell;

/// <summary>What a room shows on the home page. It adds its own by <c>services.AddSingleton(new HomePart(…))</c>.</summary>
/// <param name="Order">Lower stands first.</param>
/// <param name="Component">A component without parameters; it asks for the officer by cascading parameter.</param>
/// <param name="For">Who sees it.</param>
public sealed record HomePart(int Order, Type Component, Predicate<Principal> For)
{
    /// <summary>It often has nothing to show; whoever has no other part is shown the ways to the pages too.</summary>
    public bool MayBeEmpty { get; init; }
}
