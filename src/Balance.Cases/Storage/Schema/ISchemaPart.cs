using Npgsql;

namespace Balance.Cases.Storage.Schema;

/// <summary>One part of the schema, which <c>db-apply</c> brings to its present form. Applying it again changes nothing.</summary>
public interface ISchemaPart
{
    /// <summary>What the operator reads, such as <c>People</c>; unique.</summary>
    string Name { get; }

    /// <summary>Lower comes first; see <see cref="SchemaOrder"/>.</summary>
    int Order { get; }

    /// <summary>Changes whenever applying would change the database: a hash of scripts or of the configuration behind the tables.</summary>
    string Fingerprint { get; }

    /// <summary>Brings the database to this part's form, as the owner of the schema.</summary>
    Task ApplyAsync(NpgsqlDataSource owner, CancellationToken cancel);

    /// <summary>What in the database differs from this part's form, in words for the operator; empty where nothing does.</summary>
    Task<IReadOnlyList<string>> DifferencesAsync(NpgsqlDataSource owner, CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>>([]);
}

/// <summary>The order of the parts.</summary>
public static class SchemaOrder
{
    /// <summary>The rooms' own scripts.</summary>
    public const int Rooms = 100;

    /// <summary>Marten's tables.</summary>
    public const int EventStore = 500;

    /// <summary>Wolverine's and Hangfire's tables.</summary>
    public const int Messages = 600;

    /// <summary>Scripts that hang on the event store's tables: the chain.</summary>
    public const int AfterEventStore = 700;
}
