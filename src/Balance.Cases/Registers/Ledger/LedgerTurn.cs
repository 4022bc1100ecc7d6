using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Registers.Ledger;

/// <summary>
/// A county's ledgers are taken in one after another: which rows are recorded already is read once, before the first batch, so that two who
/// send the same file at once would each find nothing and record it twice.
/// </summary>
internal sealed class LedgerTurn : IAsyncDisposable
{
    /// <summary>Apart from the numbers of the chain's strands (7355608 and on): whoever asks for figures would wait for the whole ledger.</summary>
    private const int Ledgers = 7355701;

    private readonly NpgsqlConnection connection;
    private readonly string tenant;

    private LedgerTurn(NpgsqlConnection connection, string tenant) => (this.connection, this.tenant) = (connection, tenant);

    /// <summary>Waits for whoever is at it. The turn is the connection's: it ends with the process too.</summary>
    public static async Task<LedgerTurn> TakeAsync(NpgsqlConnection connection, string tenant, CancellationToken ct)
    {
        await connection.With("select pg_advisory_lock(hashtextextended($1, $2))", tenant, (long)Ledgers).RunAsync(ct);
        return new(connection, tenant);
    }

    /// <summary>At once, and not only when the pool hands the connection to somebody else; a connection that broke has given it back already.</summary>
    public async ValueTask DisposeAsync()
    {
        if (connection.State != System.Data.ConnectionState.Open) return;
        await connection.With("select pg_advisory_unlock(hashtextextended($1, $2))", tenant, (long)Ledgers).RunAsync(CancellationToken.None);
    }
}
