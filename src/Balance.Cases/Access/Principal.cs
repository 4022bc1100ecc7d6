using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Access;

/// <summary>Who acts, for which county and from which office: always from the signed-in account, never from the request.</summary>
/// <param name="User">Account name, or <c>operator</c> for the command line.</param>
/// <param name="Tenant">The county, 6 digits.</param>
/// <param name="Office">Code of the office: 6 digits a county bureau, 9 a township, 10 a school.</param>
public sealed record Principal(string User, string Tenant, string Office, Level Level, string Role)
{
    /// <summary>As events name it.</summary>
    public Actor Actor => new(User, Office, Level);
}
