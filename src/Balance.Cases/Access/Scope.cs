using Npgsql;
using NpgsqlTypes;

namespace Balance.Cases.Access;

/// <summary>
/// Which children an officer may know of: those of the own area, those of colleagues whom the officer stands in for, and single ones by
/// assignment or emergency. It filters inside the query, so that no list, count or export can forget it.
/// </summary>
public sealed class Scope
{
    private readonly Principal _by;
    private readonly bool _readsCases;
    private readonly (Area Area, Ground[] Grounds)[] _areas;

    private Scope(Principal by)
    {
        _by = by;
        _readsCases = by.May(Right.ReadCases);
        _areas = [.. Areas.Select(area => (area, area.Grounds))];
    }

    /// <summary>The scope that an officer has now.</summary>
    public static Scope Of(Principal by) => new(by);

    /// <summary>The county whose children these are.</summary>
    public string Tenant => _by.Tenant;

    /// <summary>Every area that is the officer's now, the own first.</summary>
    public IEnumerable<Area> Areas => _by.Beyond.Areas.Prepend(_by.Area);

    /// <summary>Children who are the officer's one by one, wherever they are.</summary>
    public IReadOnlyList<Guid> Children => _by.Beyond.Children;

    /// <summary>Every case of the county is in it, wherever the child is.</summary>
    public bool IsWholeCounty => _readsCases && _areas.Any(area => area.Grounds.Any(ground => ground.IsAnywhere));

    /// <summary>
    /// A condition over a row with the columns of <c>registers.whereabouts</c> (tenant, child, residence_township, school_code, grade, class,
    /// school_township) under the alias, in brackets; its values are added to the parameters as <c>@scope_…</c>.
    /// </summary>
    public string Where(string alias, NpgsqlParameterCollection parameters)
    {
        if (!_readsCases) return "(false)";
        Add(parameters, "scope_tenant", NpgsqlDbType.Text, _by.Tenant);
        var parts = _areas.SelectMany(area => area.Grounds).Select((ground, number) => Asked(ground, number, alias, parameters)).ToList();
        if (_by.Beyond.Children.Count > 0)
        {
            Add(parameters, "scope_children", NpgsqlDbType.Array | NpgsqlDbType.Uuid, _by.Beyond.Children.ToArray());
            parts.Add($"{alias}.child = any(@scope_children)");
        }
        return $"({alias}.tenant = @scope_tenant and ({(parts.Count == 0 ? "false" : string.Join(" or ", parts))}))";
    }

    /// <summary>The same for one child whose whereabouts are at hand; grade and class matter to a homeroom teacher only.</summary>
    public bool Covers(Guid child, string? school, string? schoolTownship, string? residenceTownship, int? grade = null, string? @class = null) =>
        Covers(child) || Covers(school, schoolTownship, residenceTownship, grade, @class);

    /// <summary>Whether the child is the officer's by itself, wherever it is.</summary>
    public bool Covers(Guid child) => _readsCases && _by.Beyond.Children.Contains(child);

    /// <summary>Whether every child who is there is in it.</summary>
    public bool Covers(string? school, string? schoolTownship, string? residenceTownship, int? grade, string? @class) =>
        _readsCases && _areas.Any(area => Holds(area.Grounds, school, schoolTownship, residenceTownship, grade, @class));

    /// <summary>The absent colleague through whose area alone the officer has such a child in charge; null: there is another ground.</summary>
    public string? InPlaceOf(Guid child, string? school, string? schoolTownship, string? residenceTownship, int? grade, string? @class) =>
        _by.Beyond.Children.Contains(child) ? null
            : _areas.FirstOrDefault(area => Holds(area.Grounds, school, schoolTownship, residenceTownship, grade, @class)).Area is { } area && area.Of != _by.User ? area.Of : null;

    private static bool Holds(Ground[] grounds, string? school, string? schoolTownship, string? residenceTownship, int? grade, string? @class)
    {
        foreach (var ground in grounds)
            if (ground.Holds(school, schoolTownship, residenceTownship, grade, @class)) return true;
        return false;
    }

    private static string Asked(Ground ground, int number, string alias, NpgsqlParameterCollection parameters)
    {
        var traits = new List<string>();
        foreach (var (column, value) in ground.Traits)
        {
            var name = $"scope_{number}_{column}";
            Add(parameters, name, value is int ? NpgsqlDbType.Integer : NpgsqlDbType.Text, value);
            traits.Add($"{alias}.{column} = @{name}");
        }
        return traits.Count == 0 ? "true" : string.Join(" and ", traits);
    }

    private static void Add(NpgsqlParameterCollection parameters, string name, NpgsqlDbType type, object value)
    {
        if (!parameters.Contains(name)) parameters.Add(new(name, type) { Value = value });
    }
}
