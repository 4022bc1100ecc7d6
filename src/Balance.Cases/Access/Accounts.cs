using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;
using Microsoft.AspNetCore.Identity;

namespace Balance.Cases.Access;

/// <summary>An account to be made.</summary>
/// <param name="UserName">Unique in the whole installation.</param>
/// <param name="DisplayName">As colleagues call the officer.</param>
/// <param name="Tenant">County, six digits.</param>
/// <param name="Office">Code of the school, township or county.</param>
/// <param name="OfficeName">The office's name.</param>
/// <param name="Role">What the account is for.</param>
/// <param name="Grade">For a homeroom teacher, with <paramref name="Class"/>.</param>
/// <param name="Class">For a homeroom teacher, as the roll writes it.</param>
public sealed record NewAccount(
    string UserName, string DisplayName, string Tenant, string Office, string OfficeName, Role Role, int? Grade = null, string? Class = null);

/// <summary>An account and the password that its owner is told, which nobody can read again.</summary>
public sealed record GivenAccount(Account Account, string Password);

/// <summary>Makes and finds accounts.</summary>
public sealed class Accounts(UserManager<Account> users, TimeProvider clock)
{
    /// <summary>Makes an account whose password is its owner's own.</summary>
    /// <exception cref="Refusal"><c>office_mismatch</c>, <c>class_mismatch</c>, <c>account_exists</c>, <c>weak_password</c>, <c>bad_user_name</c>.</exception>
    public async Task<Account> CreateAsync(NewAccount asked, string password)
    {
        var account = Of(asked);
        Done(await users.CreateAsync(account, password));
        return account;
    }

    /// <summary>Makes an account with a given password, which its first sign-in has to change.</summary>
    /// <exception cref="Refusal"><c>office_mismatch</c>, <c>class_mismatch</c>, <c>account_exists</c>, <c>bad_user_name</c>.</exception>
    public async Task<GivenAccount> GiveAsync(NewAccount asked)
    {
        var account = Of(asked);
        var password = GivenPasswords.GiveTo(account, clock.GetUtcNow());
        Done(await users.CreateAsync(account));
        return new(account, password);
    }

    /// <summary>The account of that name; null where there is none.</summary>
    public Task<Account?> FindAsync(string userName) => users.FindByNameAsync(userName);

    /// <summary>Refuses an office, role and class that do not belong together.</summary>
    /// <exception cref="Refusal"><c>office_mismatch</c>, <c>class_mismatch</c>.</exception>
    public static void Check(string tenant, string office, Role role, int? grade, string? @class)
    {
        if (tenant is not { Length: 6 } || !Offices.IsOf(tenant, office))
            throw new Refusal("office_mismatch", "单位代码与县不符：学校 10 位，乡镇 9 位并以县代码开头，县 6 位；特教资源中心在所在单位的代码前加 Z。",
                "The office's code does not belong to the county: a school has 10 digits, a township 9 beginning with the county's, a county 6; a resource centre has Z before the code of its seat.");
        if (ResourceCentre.Is(office) && role != Role.SpecialEducationExpert)
            throw new Refusal("office_mismatch", $"特教资源中心的人员用“{Role.SpecialEducationExpert.Chinese()}”角色，资源教师也是。",
                $"Officers of a resource centre have the role {Role.SpecialEducationExpert.Code()}, resource teachers too.");
        if (Roles.LevelOf(role) is { } level && level != Offices.LevelOf(office))
            throw new Refusal("office_mismatch", $"角色“{role.Chinese()}”属于{level.Chinese()}，与单位级别不符。",
                $"The role {role.Code()} belongs to an office of the level {level.Code()}.");
        if ((@class is null) != (grade is null) || (@class is not null && role != Role.Counselor))
            throw new Refusal("class_mismatch", "只有班主任有班级，且年级与班级须同时填写。", "Only a counselor has a class, and grade and class come together.");
    }

    /// <summary>Ends with a refusal where Identity refused.</summary>
    /// <exception cref="Refusal"><c>account_exists</c>, <c>weak_password</c>, <c>bad_user_name</c>, <c>wrong_password</c>, <c>changed_meanwhile</c>.</exception>
    internal static void Done(IdentityResult result)
    {
        if (result.Succeeded) return;
        var said = result.Errors.ToList();
        var (code, english) = said[0].Code switch
        {
            nameof(IdentityErrorDescriber.DuplicateUserName) => ("account_exists", "An account of that name exists."),
            nameof(IdentityErrorDescriber.InvalidUserName) => ("bad_user_name", "A user name consists of letters, digits and . _ -"),
            nameof(IdentityErrorDescriber.PasswordMismatch) => ("wrong_password", "The password is wrong."),
            nameof(IdentityErrorDescriber.ConcurrencyFailure) => ("changed_meanwhile", "Somebody changed the account meanwhile. Open it again and look."),
            PasswordRules.TooCommon => ("weak_password", "The password is common, or contains the user name. Take some words that have nothing to do with each other."),
            _ => ("weak_password", new IdentityErrorDescriber().PasswordTooShort(Setup.PasswordLength).Description),
        };
        throw new Refusal(code, string.Join(" ", said.Select(error => error.Description)), english);
    }

    private static Account Of(NewAccount asked)
    {
        Check(asked.Tenant, asked.Office, asked.Role, asked.Grade, asked.Class);
        if (string.Equals(asked.UserName, Domain.Students.Actor.Clock, StringComparison.OrdinalIgnoreCase))
            throw new Refusal("bad_user_name", "该用户名由系统保留，请换一个。", "This name is the system's own; take another.");
        return new Account
        {
            Id = Guid.CreateVersion7(), UserName = asked.UserName, DisplayName = asked.DisplayName, Tenant = asked.Tenant,
            Office = asked.Office, OfficeName = asked.OfficeName, Role = asked.Role, Grade = asked.Grade, Class = asked.Class,
        };
    }
}
