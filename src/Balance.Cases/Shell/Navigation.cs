using Balance.Cases.Access;

namespace Balance.Cases.Shell;

/// <summary>An entry of the navigation. A room adds its own by <c>services.AddSingleton(new NavigationEntry(…))</c>.</summary>
/// <param name="Order">Lower stands first; where a role has no <see cref="QuickEntry"/> the first four also stand in the phone's bottom bar.</param>
/// <param name="Href">Absolute path, such as <c>/cases</c>; pages below it keep the entry active.</param>
/// <param name="Chinese">Two to four characters.</param>
/// <param name="English">The same in English.</param>
/// <param name="Icon">Name of an icon of <see cref="Components.Icon"/>.</param>
/// <param name="About">One line for the home page: what one does there.</param>
/// <param name="For">Who sees it; null is everyone who is signed in. This only tidies the page: the page itself asks again.</param>
/// <param name="AboutEnglish">The same line in English.</param>
public sealed record NavigationEntry(
    int Order, string Href, string Chinese, string English, string Icon, string About = "", Predicate<Principal>? For = null, string AboutEnglish = "")
{
    /// <summary>What one does there, in the language of the request.</summary>
    public string Words => Text.T(About, AboutEnglish);

    /// <summary>The entry's words in the language of the request.</summary>
    public string Label => Text.T(Chinese, English);

    /// <summary>Whether the page at the path belongs to this entry.</summary>
    public bool Holds(string path) => Href == "/" ? path == "/" : path == Href || path.StartsWith(Href + "/", StringComparison.Ordinal);
}

/// <summary>One of the few things that somebody does all day: it stands in the phone's bottom bar. A room adds its own as it adds <see cref="NavigationEntry"/>.</summary>
/// <param name="Order">Lower stands first.</param>
/// <param name="Href">Absolute path, with a query where it leads to a part of a list.</param>
/// <param name="Chinese">Two to four characters.</param>
/// <param name="English">The same in English, short.</param>
/// <param name="Icon">Name of an icon of <see cref="Components.Icon"/>.</param>
/// <param name="For">Whose it is.</param>
public sealed record QuickEntry(int Order, string Href, string Chinese, string English, string Icon, Predicate<Principal> For)
{
    /// <summary>The entry's words in the language of the request.</summary>
    public string Label => Text.T(Chinese, English);
}

/// <summary>Something small that a room shows in the bar at the top of every page.</summary>
/// <param name="Component">A component without parameters.</param>
/// <param name="For">Who sees it.</param>
public sealed record TopbarPart(Type Component, Predicate<Principal> For);

/// <summary>All entries, in order.</summary>
public sealed class Navigation(IEnumerable<NavigationEntry> entries, IEnumerable<QuickEntry> quick)
{
    private readonly List<NavigationEntry> _entries = [.. entries.OrderBy(entry => entry.Order)];
    private readonly List<QuickEntry> _quick = [.. quick.OrderBy(entry => entry.Order)];

    /// <summary>What this officer does all day.</summary>
    public IReadOnlyList<QuickEntry> QuickOf(Principal who) => [.. _quick.Where(entry => entry.For(who)).Take(3)];

    /// <summary>What this officer sees.</summary>
    public IReadOnlyList<NavigationEntry> Of(Principal who) => [.. _entries.Where(entry => entry.For is null || entry.For(who))];
}
