using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Schema;
using JasperFx;
using JasperFx.CodeGeneration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Wolverine;

namespace Balance.Cases.Storage.Dispatch;

/// <summary>Commands and the messages that follow from them.</summary>
public static class Setup
{
    /// <summary>
    /// The bus. A node that works keeps follow-up messages in the database and handles them; a verb runs commands alone, since what its
    /// entries change is read from the events by whoever asks.
    /// </summary>
    public static void AddDispatch(this IHostApplicationBuilder builder, NodeRoles roles)
    {
        builder.Services.AddSingleton<ISchemaPart, MessageSchema>();
        builder.Services.AddSingleton<Dispatcher>();
        if (roles != NodeRoles.None) builder.Services.AddSingleton<FollowUps, OutboxFollowUps>();
        foreach (var command in typeof(IOfficerCommand).Assembly.GetTypes().Where(typeof(IOfficerCommand).IsAssignableFrom))
            // Whoever sent it gets the exception and tells of it: a refusal is no error of the program.
            builder.Logging.AddFilter(command.FullName, LogLevel.None);

        builder.UseWolverine(options =>
        {
            options.ApplicationAssembly = typeof(CaseCommand).Assembly;
            options.Durability.Mode = roles == NodeRoles.None ? DurabilityMode.MediatorOnly : DurabilityMode.Solo;
            options.AutoBuildMessageStorageOnStartup = AutoCreate.None;
            options.CodeGeneration.TypeLoadMode = TypeLoadMode.Dynamic;
            options.Policies.AddMiddleware(typeof(Checked), chain => typeof(IOfficerCommand).IsAssignableFrom(chain.MessageType));
            options.Policies.AddMiddleware(typeof(WhoActs), chain => typeof(IOfficerCommand).IsAssignableFrom(chain.MessageType));
            options.Policies.UseDurableLocalQueues();
        });
    }
}
