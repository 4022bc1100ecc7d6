using JasperFx;
using Npgsql;

namespace Balance.Cases.Storage;

/// <summary>Tells a lost race, which is run again, from an error.</summary>
internal static class LostRace
{
    /// <summary>What Marten's function for appending raises where the stream has another version.</summary>
    private const string OtherVersion = "MT003";

    /// <summary>Someone else was faster: a stale version at load or at commit, a stream or a receipt that was not there yet, two that waited for each other.</summary>
    public static bool Is(Exception error) => error switch
    {
        ConcurrencyException or JasperFx.Events.EventStreamUnexpectedMaxEventIdException or DocumentAlreadyExistsException => true,
        Marten.Exceptions.ExistingStreamIdCollisionException or JasperFx.Events.ExistingStreamIdCollisionException => true,
        AggregateException several => several.InnerExceptions.All(Is),
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or OtherVersion } => true,
        _ => error.InnerException is { } inner && Is(inner),
    };
}
