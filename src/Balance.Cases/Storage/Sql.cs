using Npgsql;

namespace Balance.Cases.Storage;

/// <summary>Short forms for the set-based SQL that figures and registers are read with; every value travels as a parameter.</summary>
public static class Sql
{
    /// <summary>A command with its values in the order of <c>$1</c>, <c>$2</c>, …; null becomes SQL's null.</summary>
    public static NpgsqlCommand With(this NpgsqlConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        foreach (var value in values) command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        return command;
    }

    /// <summary>Several questions that go to the server and come back together.</summary>
    public static NpgsqlBatch Batch(this NpgsqlConnection connection, params IEnumerable<(string Sql, object[] Values)> questions)
    {
        var batch = connection.CreateBatch();
        batch.Timeout = 0;
        foreach (var (sql, values) in questions)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = sql;
            foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
            batch.BatchCommands.Add(command);
        }
        return batch;
    }

    /// <summary>Every row, as <paramref name="read"/> makes it.</summary>
    public static async Task<List<T>> RowsAsync<T>(this NpgsqlCommand command, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await using var owned = command;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct)) rows.Add(read(reader));
        return rows;
    }

    /// <summary>Runs a command for its effect; the number of rows touched.</summary>
    public static async Task<int> RunAsync(this NpgsqlCommand command, CancellationToken ct)
    {
        await using var owned = command;
        return await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The first column of the first row.</summary>
    public static async Task<T?> ScalarAsync<T>(this NpgsqlCommand command, CancellationToken ct)
    {
        await using var owned = command;
        return await command.ExecuteScalarAsync(ct) is T value ? value : default;
    }

    /// <summary>A column that may be null, as a text.</summary>
    public static string? Text(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>A smallint column that holds a coded value or null.</summary>
    public static T? Code<T>(this NpgsqlDataReader reader, int column) where T : struct, Enum =>
        reader.IsDBNull(column) ? null : (T)Enum.ToObject(typeof(T), reader.GetInt16(column));
}
