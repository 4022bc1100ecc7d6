namespace Balance.Cases.Access;

/// <summary>Roles as pages and endpoints name those they are for.</summary>
public static class Posts
{
    /// <summary>All who work with cases; 三员 do not.</summary>
    public const string CaseReaders = "counselor,headmaster,township_official,county_officer,special_education_expert,aid_officer,auditor";

    /// <summary>The county bureau's own work: registers, screening.</summary>
    public const string CountyOfficer = "county_officer";

    /// <summary>Whether somebody works with cases.</summary>
    public static bool ReadsCases(this Principal who) => CaseReaders.Split(',').Contains(who.Role);

    /// <summary>Whether somebody is of the county bureau.</summary>
    public static bool IsCountyOfficer(this Principal who) => who.Role == CountyOfficer;
}
