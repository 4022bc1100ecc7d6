using Balance.Cases.Domain.Terms;
using Npgsql;
using NpgsqlTypes;

namespace Balance.Cases.Access;

/// <summary>Which children an officer may know of. It filters inside the query, so that no list, count or export can forget it.</summary>
public sealed class Scope
{
    private readonly Principal _by;
    private readonly bool _readsCases;

    private Scope(Principal by)
    {
        _by = by;
        _readsCases = Term.TryParse<Role>(by.Role, out var role) && !role.IsAdministrator();
    }

    /// <summary>The scope that comes with office, class and role.</summary>
    public static Scope Of(Principal by) => new(by);

    /// <summary>The county whose children these are.</summary>
    public string Tenant => _by.Tenant;

    /// <summary>
    /// A condition over a row with the columns of <c>registers.whereabouts</c> (tenant, residence_township, school_code, grade, class,
    /// school_township) under the alias, in brackets; its values are added to the parameters as <c>@scope_…</c>.
    /// </summary>
    public string Where(string alias, NpgsqlParameterCollection parameters)
    {
        if (!_readsCases) return "(false)";
        Add(parameters, "scope_tenant", _by.Tenant);
        return _by.Level switch
        {
            Level.County => $"({alias}.tenant = @scope_tenant)",
            Level.Township => $"({alias}.tenant = @scope_tenant and ({Equals("residence_township")} or {Equals("school_township")}))",
            _ when _by.Class is null => $"({alias}.tenant = @scope_tenant and {Equals("school_code")})",
            _ => $"({alias}.tenant = @scope_tenant and {Equals("school_code")} and {OwnClass()})",
        };

        string Equals(string column)
        {
            Add(parameters, "scope_office", _by.Office);
            return $"{alias}.{column} = @scope_office";
        }

        string OwnClass()
        {
            Add(parameters, "scope_class", _by.Class!);
            if (!parameters.Contains("scope_grade")) parameters.Add(new("scope_grade", NpgsqlDbType.Integer) { Value = (object?)_by.Grade ?? DBNull.Value });
            return $"{alias}.grade = @scope_grade and {alias}.class = @scope_class";
        }
    }

    /// <summary>The same for one child whose whereabouts are at hand; grade and class matter to a homeroom teacher only.</summary>
    public bool Covers(string? schoolCode, string? schoolTownship, string? residenceTownship, int? grade = null, string? @class = null) =>
        _readsCases && _by.Level switch
        {
            Level.County => true,
            Level.Township => residenceTownship == _by.Office || schoolTownship == _by.Office,
            _ when _by.Class is null => schoolCode == _by.Office,
            _ => schoolCode == _by.Office && grade is not null && grade == _by.Grade && @class == _by.Class,
        };

    private static void Add(NpgsqlParameterCollection parameters, string name, string value)
    {
        if (!parameters.Contains(name)) parameters.Add(new(name, NpgsqlDbType.Text) { Value = value });
    }
}
