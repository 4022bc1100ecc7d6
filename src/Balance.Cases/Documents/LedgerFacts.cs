using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Documents;

/// <summary>What vault, registers and accounts add to children's files, for ledgers and papers.</summary>
public sealed class LedgerFacts(CasesDatabase database, Books books, Vault vault)
{
    private const string Registered =
        """
        select c.child, p.household, p.township, r.status, r.mode, d.category, d.level, l.father_away, l.mother_away, l.other_capable, l.months
        from unnest($2::uuid[]) as c(child)
        left join (select * from registers.population_in($1, $3) where child = any($2)) p on p.child = c.child
        left join (select * from registers.roll_in($1, $4) where child = any($2)) r on r.child = c.child
        left join (select * from registers.disability_in($1, $5) where child = any($2)) d on d.child = c.child
        left join (select * from registers.left_behind_in($1, $6) where child = any($2)) l on l.child = c.child
        """;

    /// <summary>The children of these files on a day, in their order.</summary>
    public async Task<IReadOnlyList<LedgerChild>> OfAsync(string tenant, IReadOnlyList<(Student Student, Place Place, CaseSummary Summary)> files, DateOnly day, CancellationToken ct)
    {
        if (files.Count == 0) return [];
        Guid[] children = [.. files.Select(file => file.Student.Id)];
        var people = await vault.RevealAsync(tenant, children, ct);
        var carers = files.Select(file => (file.Student.Id, file.Student.Guardianship?.Who)).Where(told => told.Who is { Cipher.Length: > 0 }).Select(told => (told.Id, Who: told.Who!.Value)).ToList();
        var told = carers.Zip(await vault.OpenTextsAsync(tenant, carers, ct)).ToDictionary(pair => pair.First.Id, pair => pair.Second ?? "");
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var (book, places) = await books.OfAsync(tenant, connection, ct);
        var registered = await RegisteredAsync(book, day, children, connection, ct);
        var officers = await OfficersAsync(tenant, files.Select(file => file.Student), connection, ct);
        return [.. files.Select(file => new LedgerChild(day, file.Place, file.Summary, file.Student, people.GetValueOrDefault(file.Student.Id),
            registered.GetValueOrDefault(file.Student.Id, RegisteredChild.Unknown), places.NameOf, officers, told.GetValueOrDefault(file.Student.Id, "")))];
    }

    private static async Task<Dictionary<Guid, RegisteredChild>> RegisteredAsync(RegisterBook book, DateOnly day, Guid[] children, NpgsqlConnection connection, CancellationToken ct)
    {
        var rows = await connection.With(Registered, book.Tenant, children, ImportsOf(RegisterKind.Population), book.RollOf(day)?.Imports ?? [], ImportsOf(RegisterKind.Disability), ImportsOf(RegisterKind.LeftBehind))
            .RowsAsync(row => (Child: row.GetGuid(0), Says: new RegisteredChild(row.Text(1), row.Text(2), row.Code<RollStatus>(3), row.Code<StudyMode>(4),
                row.Code<DisabilityCategory>(5), row.IsDBNull(6) ? null : row.GetInt16(6), Flag(row, 7), Flag(row, 8), Flag(row, 9), row.IsDBNull(10) ? null : row.GetDecimal(10))), ct);
        return rows.ToDictionary(row => row.Child, row => row.Says);

        long[] ImportsOf(RegisterKind kind) => book.LatestBy(kind, day)?.Imports ?? [];
    }

    private static bool? Flag(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetBoolean(column);

    private static async Task<Dictionary<string, string>> OfficersAsync(string tenant, IEnumerable<Student> files, NpgsqlConnection connection, CancellationToken ct)
    {
        var users = files.SelectMany(student => student.Effective).SelectMany(entry => entry.Happened is PersuasionAssigned given ? [given.Officer] : new[] { entry.Happened.By.User }).Distinct().ToArray();
        return (await connection.With("select user_name, display_name from access.accounts where tenant = $1 and user_name = any($2)", tenant, users)
            .RowsAsync(row => (User: row.GetString(0), Name: row.GetString(1)), ct)).ToDictionary(officer => officer.User, officer => officer.Name);
    }
}
