using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Migrants;

/// <summary>What every move of a child between schools has in common: the schools, and whose the child is afterwards.</summary>
public sealed class Moving(CasesDatabase database, Books books, Counties counties, Grants grants, TimeProvider clock)
{
    /// <summary>A school of the county.</summary>
    /// <exception cref="Refusal"><c>unknown_school</c>.</exception>
    public async Task<School> SchoolAsync(Principal who, string code, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        return (await books.OfAsync(who.Tenant, connection, ct)).Places.BySchoolCode.GetValueOrDefault(code) is { Township: not null } school ? school
            : throw new Refusal("unknown_school", "本县没有这所学校，请核对学校标识码。", "The county has no school of this code; check it.");
    }

    /// <summary>A school of the county that takes pupils who come from primary school.</summary>
    /// <exception cref="Refusal"><c>unknown_school</c>, <c>no_junior_school</c>.</exception>
    public async Task<School> JuniorAsync(Principal who, string code, CancellationToken ct) => await SchoolAsync(who, code, ct) is var school && Takes(school) ? school
        : throw new Refusal("no_junior_school", "接收学校应为初中、九年一贯制或特殊教育学校。", "A junior, nine-year or special school takes over.");

    /// <summary>Whether a school has the first junior grade.</summary>
    public static bool Takes(School school) => school is { Township: not null, Kind: SchoolKind.Junior or SchoolKind.NineYear or SchoolKind.Special };

    /// <summary>The school that has the child now.</summary>
    /// <exception cref="Refusal"><c>no_school</c>.</exception>
    public async Task<string> SchoolOfAsync(Principal who, Guid child, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        return (await Whereabouts.OfAsync(who.Tenant, child, books, connection, ct))?.School
            ?? throw new Refusal("no_school", "该生目前没有学校，无从移交；请先办理学籍。", "No school has this child, so that none can hand it over; enrol it first.");
    }

    /// <summary>Another county has the child from now on: of this one the bureau and who supervises read the case, and no other office.</summary>
    public Task DepartAsync(Principal who, Guid child, NpgsqlConnection connection, CancellationToken ct) => Whereabouts.DepartAsync(who.Tenant, child, clock.Today(), connection, ct);

    /// <summary>The child is that school's from now on; null: no school's of the county.</summary>
    public Task MoveAsync(Principal who, Guid child, string? school, NpgsqlConnection connection, CancellationToken ct) =>
        Whereabouts.MoveAsync(who.Tenant, child, school, null, clock.Today(), connection, ct);

    /// <summary>The same of a child that comes from primary school: it is in the first junior grade.</summary>
    public async Task MoveUpAsync(Principal who, Guid child, string school, NpgsqlConnection connection, CancellationToken ct) =>
        await Whereabouts.MoveAsync(who.Tenant, child, school, (await counties.PackOfAsync(who.Tenant, ct)).LastPrimaryGrade.Value + 1, clock.Today(), connection, ct);

    /// <summary>Whoever had a child in charge by a move is asked anew.</summary>
    public void Forget(Principal who) => grants.Forget(who.Tenant);

    internal static Refusal OwnCounty() => new("own_county", "这是本县的区划代码；县内转学请填写接收学校。", "This is your own county; within it, name the receiving school.");
}
