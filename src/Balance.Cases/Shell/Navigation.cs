using Balance.Cases.Access;

namespace Balance.Cases.Shell;

/// <summary>An entry of the navigation. A room adds its own by <c>services.AddSingleton(new NavigationEntry(…))</c>.</summary>
/// <param name="Order">Lower stands first; the first four also stand in the phone's bottom bar.</param>
/// <param name="Href">Absolute path, such as <c>/cases</c>; pages below it keep the entry active.</param>
/// <param name="Chinese">Two to four characters.</param>
/// <param name="English">The same in English.</param>
/// <param name="Icon">Name of an icon of <see cref="Components.Icon"/>.</param>
/// <param name="About">One line for the home page: what one does there.</param>
/// <param name="For">Who sees it; null is everyone who is signed in. This only tidies the page: the page itself asks again.</param>
public sealed record NavigationEntry(
    int Order, string Href, string Chinese, string English, string Icon, string About = "", Predicate<Principal>? For = null)
{
    /// <summary>The entry's words in the language of the request.</summary>
    public string Label => Text.T(Chinese, English);

    /// <summary>Whether the page at the path belongs to this entry.</summary>
    public bool Holds(string path) => Href == "/" ? path == "/" : path == Href || path.StartsWith(Href + "/", StringComparison.Ordinal);
}

/// <summary>All entries, in order.</summary>
public sealed class Navigation(IEnumerable<NavigationEntry> entries)
{
    private readonly List<NavigationEntry> _entries = [.. entries.OrderBy(entry => entry.Order)];

    /// <summary>What this officer sees.</summary>
    public IReadOnlyList<NavigationEntry> Of(Principal who) => [.. _entries.Where(entry => entry.For is null || entry.For(who))];
}
