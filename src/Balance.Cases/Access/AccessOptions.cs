using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Access;

/// <summary>Of whom a second factor is asked.</summary>
public enum SecondFactorRule
{
    /// <summary>Of those who switched it on. For a demonstration.</summary>
    Off,

    /// <summary>Of whoever reaches a whole county: the three administrators, and everyone whose office is the county's.</summary>
    Administrators,

    /// <summary>Of everyone.</summary>
    All,
}

/// <summary>How people come in (<c>Balance:Access</c>).</summary>
public sealed record AccessOptions
{
    /// <summary>Of whom a second factor is asked.</summary>
    public SecondFactorRule SecondFactor { get; init; } = SecondFactorRule.Administrators;

    /// <summary>How often somebody may ask.</summary>
    public LimitOptions Limits { get; init; } = new();

    /// <summary>The county's own sign-on; null where there is none.</summary>
    public OutsideOptions? OpenIdConnect { get; init; }

    /// <summary>Whether an account has to have a second factor.</summary>
    public bool AsksSecondFactor(Account account) => SecondFactor switch
    {
        SecondFactorRule.Off => false,
        SecondFactorRule.Administrators => account.Role.IsAdministrator() || account.Level == Level.County,
        _ => true,
    };
}

/// <summary>Requests a minute, on each node (<c>Balance:Access:Limits</c>). A county's offices often share one address.</summary>
public sealed record LimitOptions
{
    /// <summary>Requests to sign-in pages from one address.</summary>
    public int SignInsPerAddress { get; init; } = 600;

    /// <summary>Sign-ins tried with one user name, whether there is such an account or not.</summary>
    public int SignInsPerAccount { get; init; } = 10;

    /// <summary>Forms and commands of one account.</summary>
    public int WritesPerAccount { get; init; } = 120;

    /// <summary>Searches of one account.</summary>
    public int SearchesPerAccount { get; init; } = 120;

    /// <summary>Pages and answers read at once by all who are signed in; each takes up to four of the hundred connections that a node has to the database.</summary>
    public int ReadersAtOnce { get; init; } = 20;
}

/// <summary>An OpenID Connect provider (<c>Balance:Access:OpenIdConnect</c>).</summary>
public sealed record OutsideOptions
{
    /// <summary>Its address, HTTPS; plain HTTP is taken on the same machine only.</summary>
    public string Authority { get; init; } = "";

    /// <summary>Under which it knows us.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>By which it knows that it is us.</summary>
    public string ClientSecret { get; init; } = "";

    /// <summary>As the button on the sign-in page calls it.</summary>
    public string Name { get; init; } = "统一身份认证";

    /// <summary>The claim that holds the user name there.</summary>
    public string UserNameClaim { get; init; } = "preferred_username";

    /// <summary>What is asked for beside <c>openid</c>, with blanks between.</summary>
    public string Scope { get; init; } = "profile";
}
