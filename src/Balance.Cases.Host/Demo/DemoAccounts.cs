using Balance.Cases.Access;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Host.Embedded;

namespace Balance.Cases.Host.Demo;

/// <summary>One account for each kind of user of the demonstration county, all with one password made up for this installation.</summary>
internal sealed class DemoAccounts(string keysFolder)
{
    /// <summary>Who sends the files: another officer than the one who confirms what they tell.</summary>
    public const string Registry = "registry";

    private const string PasswordLine = "密码 Password: ";

    /// <summary>Where they are kept; only the service's own user reads it.</summary>
    public string File => Path.Combine(keysFolder, "demo-accounts.txt");

    /// <summary>What is printed once on the console and kept in the keys folder: who there is and the password.</summary>
    public IReadOnlyList<string> Lines => [.. System.IO.File.ReadLines(File)];

    /// <summary>Makes those that are not there yet.</summary>
    public async Task CreateAsync(Accounts accounts, IReadOnlyList<NewAccount> all)
    {
        var password = Password() ?? Write(all);
        foreach (var account in all)
            if (await accounts.FindAsync(account.UserName) is null) await accounts.CreateAsync(account, password);
    }

    /// <summary>Who there is.</summary>
    public static IReadOnlyList<NewAccount> Of(string county, DemoClass teachers)
    {
        const string bureau = "县教育局（演示）";
        var (school, township) = (teachers.School, teachers.School.Township!);
        return
        [
            new("bureau", "基教科干部", county, county, bureau, Role.CountyOfficer),
            new(Registry, "学籍与数据管理员", county, county, bureau, Role.CountyOfficer),
            new("township", "乡镇教育干事", county, township.Code, township.Name, Role.TownshipOfficial),
            new("headmaster", "校长", county, school.Code, school.Name, Role.Headmaster),
            new("counselor", "班主任", county, school.Code, school.Name, Role.Counselor, teachers.Grade, teachers.Class),
            new("special", "特教专家委员会", county, county, bureau, Role.SpecialEducationExpert),
            new("centre", "县特教资源中心教师", county, ResourceCentre.At(county), "县特教资源中心（演示）", Role.SpecialEducationExpert),
            new("centre-town", "乡镇特教资源中心教师", county, ResourceCentre.At(township.Code), $"{township.Name}特教资源中心", Role.SpecialEducationExpert),
            new("centre-school", "资源教师", county, ResourceCentre.At(school.Code), $"{school.Name}特教资源中心", Role.SpecialEducationExpert),
            new("aid", "资助中心干部", county, county, bureau, Role.AidOfficer),
            new("auditor", "教育督导", county, county, bureau, Role.Auditor),
            new("system", "系统管理员", county, county, bureau, Role.SystemAdministrator),
            new("security", "安全管理员", county, county, bureau, Role.SecurityAdministrator),
            new("audit", "审计管理员", county, county, bureau, Role.AuditAdministrator),
        ];
    }

    private string? Password() =>
        System.IO.File.Exists(File) ? System.IO.File.ReadLines(File).FirstOrDefault(line => line.StartsWith(PasswordLine, StringComparison.Ordinal))?[PasswordLine.Length..] : null;

    private string Write(IReadOnlyList<NewAccount> all)
    {
        var password = GivenPasswords.Draw();
        var lines = all.Select(account => $"  {account.UserName,-12}{account.DisplayName}  {account.OfficeName}");
        Passwords.WriteSecret(File, string.Join(Environment.NewLine, ["演示账号 Demonstration accounts", .. lines, PasswordLine + password, ""]));
        return password;
    }
}
