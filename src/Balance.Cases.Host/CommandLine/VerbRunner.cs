using System.CommandLine;
using Balance.Cases.Host.Embedded;
using Balance.Cases.Storage;
using Microsoft.AspNetCore.Connections;
using Npgsql;

namespace Balance.Cases.Host.CommandLine;

/// <summary>What a verb has at hand: the host's services, a line to the operator, and the wish to end.</summary>
internal sealed record VerbContext(IServiceProvider Services, IProgress<string> Progress, CancellationToken Cancel)
{
    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();
}

/// <summary>What a verb prints on standard output, and whether it counts as done.</summary>
internal sealed record VerbResult(object Value, bool Done = true);

/// <summary>How much of the host a verb needs.</summary>
internal enum VerbNeeds
{
    /// <summary>The services alone, on a database that may be empty.</summary>
    Services,

    /// <summary>The schema too, and the message bus running; nothing listens and no timer ticks.</summary>
    RunningHost,
}

/// <summary>Runs a verb: leases the database, gives it its schema, does the work in the host's services, prints the result or the refusal.</summary>
internal sealed class VerbRunner(string[] configuration)
{
    private const int Done = 0;
    private const int Failed = 1;

    /// <summary>For every verb.</summary>
    public Option<string> Format { get; } = VerbOptions.Format();

    /// <summary>Settings that stood on the command line.</summary>
    public string[] Configuration => configuration;

    /// <summary>Makes the verb's action; the work gives the result.</summary>
    public void Act(Command verb, VerbNeeds needs, Func<ParseResult, VerbContext, Task<VerbResult>> work) =>
        verb.SetAction((parsed, cancel) => GuardAsync(parsed, async () =>
        {
            await using var host = await CasesHost.OpenAsync(configuration, HostPurpose.Verb, cancel);
            if (needs == VerbNeeds.RunningHost)
            {
                await host.EnsureSchemaAsync(cancel);
                await host.App.StartAsync(cancel);
            }
            await using var scope = host.App.Services.CreateAsyncScope();
            var result = await work(parsed, new VerbContext(scope.ServiceProvider, new ErrorLine(), cancel));
            VerbOutput.Write(Console.Out, result.Value, Json(parsed));
            if (needs == VerbNeeds.RunningHost) await host.App.StopAsync(CancellationToken.None);
            return result.Done ? Done : Failed;
        }));

    /// <summary>The action of a verb that needs neither services nor database.</summary>
    public void ActAlone(Command verb, Func<ParseResult, CancellationToken, Task<VerbResult>> work) =>
        verb.SetAction((parsed, cancel) => GuardAsync(parsed, async () =>
        {
            var result = await work(parsed, cancel);
            VerbOutput.Write(Console.Out, result.Value, Json(parsed));
            return result.Done ? Done : Failed;
        }));

    /// <summary>Turns what went wrong into the words and the exit code that the command line promises.</summary>
    public async Task<int> GuardAsync(ParseResult parsed, Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (Refusal refusal)
        {
            return Refuse(parsed, refusal.Code, $"{refusal.English}{Environment.NewLine}{refusal.Chinese}", refusal.English);
        }
        catch (FluentValidation.ValidationException invalid)
        {
            var fields = string.Join("; ", invalid.Errors.Select(error => $"{error.PropertyName}: {error.ErrorMessage}"));
            return Refuse(parsed, "invalid", fields, fields);
        }
        catch (EmbeddedException missing)
        {
            return Refuse(parsed, "no_database", missing.Message, missing.Message);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            return Refuse(parsed, "address_in_use", $"地址已被其他程序占用，请换一个端口或先结束该程序。{Environment.NewLine}{taken.Message} Choose another with --urls.", taken.Message);
        }
        catch (OperationCanceledException)
        {
            return Refuse(parsed, "cancelled", "Cancelled.", "Cancelled.");
        }
        catch (Exception defect)
        {
            // The message of an unforeseen exception may quote a value of a row: only its kind and its way are told.
            await Console.Error.WriteLineAsync(defect.StackTrace);
            var kind = defect is PostgresException postgres ? $"{defect.GetType().Name} {postgres.SqlState}"
                : defect is NpgsqlException ? $"{defect.GetType().Name} (does the server of ConnectionStrings:Cases answer?)" : defect.GetType().Name;
            return Refuse(parsed, "failed", $"Failed unforeseen: {kind}.", $"Failed unforeseen: {kind}.");
        }
    }

    private int Refuse(ParseResult parsed, string code, string words, string message)
    {
        if (Json(parsed)) VerbOutput.Write(Console.Out, new { error = code, message }, json: true);
        else Console.Error.WriteLine(words);
        return Failed;
    }

    private bool Json(ParseResult parsed) => parsed.GetValue(Format) == "json";

    /// <summary>Unlike <see cref="Progress{T}"/>, in order and at once.</summary>
    private sealed class ErrorLine : IProgress<string>
    {
        public void Report(string value) => Console.Error.WriteLine(value);
    }
}
