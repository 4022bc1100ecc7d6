using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Host.CommandLine;

/// <summary>Whoever runs a verb: the system's user, named in the events, acting as an officer of the county's bureau.</summary>
internal static class Operator
{
    public static Principal Of(string county) => new($"operator:{Environment.UserName}", county, county, Level.County, Role.CountyOfficer.Code());

    /// <summary>The same, acting on accounts: also on those of the three administrators, which no page can touch.</summary>
    public static Principal OfAccounts(string county) => Of(county) with { Role = Role.SecurityAdministrator.Code() };
}
