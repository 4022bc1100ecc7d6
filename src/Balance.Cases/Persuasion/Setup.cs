using Balance.Cases.Cases;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Persuasion;

/// <summary>The room of persuasion: the path of a dropout.</summary>
public static class Setup
{
    /// <summary>What is done on it.</summary>
    public static IServiceCollection AddPersuasion(this IServiceCollection services) => services.AddActs(Acts.All);
}
