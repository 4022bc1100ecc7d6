using Marten;
using Microsoft.Extensions.Logging;

namespace Balance.Cases.Storage;

/// <summary>Marten's log without lost races: the desk runs them again, and errors that are none hide those that are.</summary>
internal sealed class RaceLog(ILoggerFactory logs) : ILogger<IDocumentStore>
{
    private readonly ILogger log = logs.CreateLogger<IDocumentStore>();

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => log.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => log.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (exception is null || !LostRace.Is(exception)) log.Log(logLevel, eventId, state, exception, formatter);
    }
}
