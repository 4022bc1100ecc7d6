using Balance.Cases.Access;
using Balance.Cases.People;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;

namespace Balance.Cases.Cases;

/// <summary>A child whom an officer may know of, with a case or without.</summary>
public sealed record FoundChild(Guid Child, string Name, string MaskedNumber, string? SchoolName, int? Grade, string? Class, string? TownshipName, bool HasCase);

/// <summary>Finds children of the registers by name or whole number, for a case that is to be opened; only those in the officer's charge.</summary>
public sealed class ChildSearch(CasesDatabase database, NameBook names, Vault vault, Books books)
{
    /// <summary>So many are looked at; a name as common as that needs a second word.</summary>
    private const int Looked = 2_000;

    /// <summary>Those found, the best first.</summary>
    public async Task<IReadOnlyList<FoundChild>> FindAsync(string text, Principal who, int limit, CancellationToken ct)
    {
        var found = await names.SearchAsync(who.Tenant, text, Looked, cancellation: ct);
        return await OfAsync([.. found], who, limit, ct);
    }

    /// <summary>These children, those of them in the officer's charge.</summary>
    public async Task<IReadOnlyList<FoundChild>> OfAsync(Guid[] children, Principal who, int limit, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var (book, places) = await books.OfAsync(who.Tenant, connection, ct);
        var of = await ChildPlaces.OfAsync(book, children, connection, ct);
        var scope = Scope.Of(who);
        var seen = children.Where(of.ContainsKey).Select(child => of[child]).Where(place => Covers(scope, place, places)).Take(limit).ToList();
        var people = await vault.RevealAsync(who.Tenant, [.. seen.Select(place => place.Child)], ct);
        return
        [
            .. from place in seen
               where people.ContainsKey(place.Child)
               let person = people[place.Child]
               select new FoundChild(place.Child, person.Name, person.MaskedNumber, Name(place.School), place.Grade, place.Class, Name(place.Township), place.HasCase),
        ];

        string? Name(string? unit) => unit is null ? null : places.NameOf(unit);
    }

    private static bool Covers(Scope scope, ChildPlace place, Places places) =>
        scope.Covers(place.Child, place.School, place.School is null ? null : places.BySchoolCode.GetValueOrDefault(place.School)?.Township, place.Township, place.Grade, place.Class);
}
