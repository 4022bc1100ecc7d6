using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Storage.Schema;

/// <summary>The schema's keeper and, later, its parts.</summary>
public static class Setup
{
    /// <summary>Adds the keeper of the schema; a part is added by <c>AddSingleton&lt;ISchemaPart, …&gt;()</c>.</summary>
    public static IServiceCollection AddSchema(this IServiceCollection services) => services.AddSingleton<SchemaKeeper>();
}
