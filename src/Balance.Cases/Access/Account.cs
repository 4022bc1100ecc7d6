using Balance.Cases.Domain.Terms;
using Microsoft.AspNetCore.Identity;

namespace Balance.Cases.Access;

/// <summary>One officer's account: one county, one office, one role.</summary>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>As colleagues call the officer.</summary>
    public required string DisplayName { get; set; }

    /// <summary>County, six digits.</summary>
    public required string Tenant { get; init; }

    /// <summary>Code of the school, township or county.</summary>
    public required string Office { get; set; }

    /// <summary>The office's name, as the account's owner reads it.</summary>
    public required string OfficeName { get; set; }

    /// <summary>What the account is for.</summary>
    public required Role Role { get; set; }

    /// <summary>Grade of a homeroom teacher's class.</summary>
    public int? Grade { get; set; }

    /// <summary>A homeroom teacher's class within the grade.</summary>
    public string? Class { get; set; }

    /// <summary>Null before the first sign-in.</summary>
    public DateTimeOffset? LastSignInAt { get; set; }

    /// <summary>The sign-in before the last one, so that its owner notices one that was not their own.</summary>
    public DateTimeOffset? PreviousSignInAt { get; set; }

    /// <summary>Refused attempts between those two.</summary>
    public int RefusedSignIns { get; set; }

    /// <summary>Set while the password is one that was given: until then it opens the account once, for choosing an own one.</summary>
    public DateTimeOffset? GivenPasswordUntil { get; set; }

    /// <summary>Since when nobody signs in with it. Accounts are disabled, never deleted: events and the log name them.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>The step of the last one-time code that was taken: a code opens once.</summary>
    public long? SecondFactorStep { get; set; }

    /// <summary>User name at the county's own sign-on, in small letters, that is to be linked at its first arrival.</summary>
    public string? OutsideName { get; set; }

    /// <summary>School, township or county, from the office's code.</summary>
    public Level Level => Offices.LevelOf(Office);
}
