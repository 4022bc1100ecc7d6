using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Access;

/// <summary>What an account is for; one role an account.</summary>
public enum Role
{
    [Term("班主任")] Counselor,
    [Term("校长")] Headmaster,
    [Term("乡镇干部")] TownshipOfficial,
    [Term("县级干部")] CountyOfficer,
    [Term("特教专家")] SpecialEducationExpert,
    [Term("资助干部")] AidOfficer,
    [Term("督导审计")] Auditor,
    [Term("系统管理员")] SystemAdministrator,
    [Term("安全管理员")] SecurityAdministrator,
    [Term("审计管理员")] AuditAdministrator,
}

/// <summary>What follows from a role alone.</summary>
public static class Roles
{
    /// <summary>三员: each runs a part of the system, and none of them reads cases.</summary>
    public static bool IsAdministrator(this Role role) =>
        role is Role.SystemAdministrator or Role.SecurityAdministrator or Role.AuditAdministrator;

    /// <summary>The level of office that the role belongs to; null where it may sit at any.</summary>
    public static Level? LevelOf(Role role) => role switch
    {
        Role.Counselor or Role.Headmaster => Level.School,
        Role.TownshipOfficial => Level.Township,
        Role.CountyOfficer or Role.AidOfficer => Level.County,
        _ => null,
    };
}
