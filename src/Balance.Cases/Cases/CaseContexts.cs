using Balance.Cases.Access;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Cases;

/// <summary>What a decision has to know beside the child's file, read from registers and vault.</summary>
public sealed class CaseContexts(Counties counties, Books books, Vault vault, TimeProvider clock)
{
    /// <summary>For a command of an officer about a child, today.</summary>
    public async Task<DecisionContext> OfAsync(Principal who, Guid child, Guid command, NpgsqlConnection connection, CancellationToken ct)
    {
        var pack = await counties.PackOfAsync(who.Tenant, ct);
        var book = (await books.OfAsync(who.Tenant, connection, ct)).Book;
        var rolls = await RollHistory.ReadAsync(book, Today, [child], connection, ct);
        return new DecisionContext(who.Actor, Today, command, pack, rolls.MarksOf(child), await BornAsync(book, child, connection, ct));
    }

    /// <summary>Today where the counties are.</summary>
    public DateOnly Today => clock.Today();

    // The population register says it plainly; only of a child that it does not hold is the vault asked.
    private async Task<DateOnly?> BornAsync(RegisterBook book, Guid child, NpgsqlConnection connection, CancellationToken ct)
    {
        var population = book.LatestBy(RegisterKind.Population, DateOnly.MaxValue)?.Imports ?? [];
        var born = await connection.With("select born from registers.population_in($1, $2) where child = $3", book.Tenant, population, child)
            .RowsAsync(row => row.GetFieldValue<DateOnly>(0), ct);
        return born is [var day, ..] ? day : (await vault.RevealAsync(book.Tenant, child, ct))?.BirthDate;
    }
}
