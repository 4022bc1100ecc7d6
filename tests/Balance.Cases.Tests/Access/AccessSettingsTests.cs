using Balance.Cases.Access;
using Balance.Cases.Host;
using Balance.Cases.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Balance.Cases.Tests.Access;

public sealed class AccessSettingsTests(TestDatabase database)
{
    [Fact]
    public void Whoever_reaches_a_county_shows_a_second_factor_except_where_one_only_tries_the_demonstration()
    {
        Read(demo: false).SecondFactor.ShouldBe(SecondFactorRule.Administrators);
        Read(demo: true).SecondFactor.ShouldBe(SecondFactorRule.Off);
        Read(demo: true, "--Balance:Access:SecondFactor=all").SecondFactor.ShouldBe(SecondFactorRule.All);
        Read(demo: false).OpenIdConnect.ShouldBeNull();
    }

    [Theory]
    [InlineData("--Balance:Access:SecondFactor=sometimes", "SecondFactor")]
    [InlineData("--Balance:Access:Limits:SignInsPerAccount=0", "SignInsPerAccount")]
    [InlineData("--Balance:Access:OpenIdConnect:ClientId=balance", "Authority")]
    public void A_value_that_cannot_be_meant_is_refused_at_start_by_its_name(string setting, string name)
    {
        var refusal = Should.Throw<Refusal>(() => Read(demo: false, setting));
        refusal.Code.ShouldBe("wrong_setting");
        refusal.English.ShouldContain(name);
    }

    [Theory]
    [InlineData("http://sign-on.example/")]
    [InlineData("ftp://sign-on.example/")]
    [InlineData("sign-on.example")]
    public void An_address_that_cannot_be_meant_is_refused_at_start(string authority) => Should.Throw<Refusal>(() => Read(demo: false,
        $"--Balance:Access:OpenIdConnect:Authority={authority}", "--Balance:Access:OpenIdConnect:ClientId=balance", "--Balance:Access:OpenIdConnect:ClientSecret=secret")).English.ShouldContain("Authority");

    /// <summary>As the OWASP password storage cheat sheet asks of PBKDF2 with HMAC-SHA-512.</summary>
    [Fact]
    public void A_password_costs_whoever_tries_it_what_OWASP_asks()
    {
        var builder = CasesHost.CreateBuilder([], HostPurpose.Verb);
        builder.AddRooms(database.Shared, database.Options);
        using var services = builder.Services.BuildServiceProvider();
        services.GetRequiredService<IOptions<PasswordHasherOptions>>().Value.ShouldSatisfyAllConditions(
            hash => hash.IterationCount.ShouldBeGreaterThanOrEqualTo(210_000), hash => hash.CompatibilityMode.ShouldBe(PasswordHasherCompatibilityMode.IdentityV3));
    }

    private AccessOptions Read(bool demo, params string[] settings)
    {
        var builder = CasesHost.CreateBuilder(settings, HostPurpose.Verb);
        builder.AddRooms(database.Shared, database.Options with { Demo = demo });
        return (AccessOptions)builder.Services.Last(service => service.ServiceType == typeof(AccessOptions)).ImplementationInstance!;
    }
}
