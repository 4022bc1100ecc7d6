using Alba;
using Balance.Cases.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Given;

/// <summary>Tests that share one host on the shared database; each takes counties of its own.</summary>
[CollectionDefinition]
public sealed class RunningHostCollection : ICollectionFixture<RunningHost>;

/// <summary>The whole host in memory.</summary>
public sealed class RunningHost(TestDatabase databases) : IAsyncLifetime
{
    private IAlbaHost? host;

    public IServiceProvider Services => host!.Services;

    public CasesDatabase Database => databases.Shared;

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A county code that nobody has set up.</summary>
    public TestCounty Unknown() => new(Services, Database, databases.NextCounty());

    /// <summary>A county with its townships and schools.</summary>
    public async Task<TestCounty> CountyAsync()
    {
        var county = Unknown();
        await county.SetUpAsync();
        return county;
    }

    public async ValueTask InitializeAsync() => host = await databases.StartHostAsync();

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
    }
}
