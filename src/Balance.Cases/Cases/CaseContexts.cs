using Balance.Cases.Access;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;

namespace Balance.Cases.Cases;

/// <summary>What a decision about one child needs to know beside its file: the day, the pack, what the registers say.</summary>
public sealed class CaseContexts(CasesDatabase database, Counties counties, TimeProvider clock)
{
    private static readonly TimeZoneInfo China = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>Today where the counties are.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), China).DateTime);

    /// <summary>For a command about one child.</summary>
    /// <exception cref="Refusal"><c>unknown_county</c>.</exception>
    public async Task<DecisionContext> OfAsync(Principal who, Guid child, Guid command, CancellationToken ct)
    {
        var pack = await counties.PackOfAsync(who.Tenant, ct);
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var book = await RegisterBook.LoadAsync(connection, who.Tenant, null, ct);
        var rolls = await RollHistory.ReadAsync(book, DateOnly.MaxValue, [child], connection, ct);
        var born = await connection.With("select max(born) from registers.population where tenant = $1 and import = any($2) and child = $3",
            who.Tenant, book.ImportsOf(RegisterKind.Population), child).ScalarAsync<DateOnly?>(ct);
        return new DecisionContext(who.Actor, Today, command, pack, rolls.MarksOf(child), born);
    }
}
