using Balance.Cases.Domain.Terms;
using Microsoft.AspNetCore.Identity;

namespace Balance.Cases.Access;

/// <summary>One officer's account: one county, one office, one role.</summary>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>As colleagues call the officer.</summary>
    public required string DisplayName { get; init; }

    /// <summary>County, six digits.</summary>
    public required string Tenant { get; init; }

    /// <summary>Code of the school, township or county.</summary>
    public required string Office { get; init; }

    /// <summary>The office's name, as the account's owner reads it.</summary>
    public required string OfficeName { get; init; }

    /// <summary>What the account is for.</summary>
    public required Role Role { get; init; }

    /// <summary>Grade of a homeroom teacher's class.</summary>
    public int? Grade { get; init; }

    /// <summary>A homeroom teacher's class within the grade.</summary>
    public string? Class { get; init; }

    /// <summary>Null before the first sign-in.</summary>
    public DateTimeOffset? LastSignInAt { get; set; }

    /// <summary>School, township or county, from the office's code.</summary>
    public Level Level => Offices.LevelOf(Office);
}
