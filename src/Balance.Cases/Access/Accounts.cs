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

/// <summary>Makes and finds accounts.</summary>
public sealed class Accounts(UserManager<Account> users)
{
    /// <summary>Makes an account.</summary>
    /// <exception cref="Refusal"><c>office_mismatch</c>, <c>class_mismatch</c>, <c>account_exists</c>, <c>weak_password</c>, <c>bad_user_name</c>.</exception>
    public async Task<Account> CreateAsync(NewAccount asked, string password)
    {
        Check(asked);
        var account = new Account
        {
            Id = Guid.CreateVersion7(), UserName = asked.UserName, DisplayName = asked.DisplayName, Tenant = asked.Tenant,
            Office = asked.Office, OfficeName = asked.OfficeName, Role = asked.Role, Grade = asked.Grade, Class = asked.Class,
        };
        var result = await users.CreateAsync(account, password);
        return result.Succeeded ? account : throw Refused(result.Errors);
    }

    /// <summary>The account of that name; null where there is none.</summary>
    public Task<Account?> FindAsync(string userName) => users.FindByNameAsync(userName);

    private static void Check(NewAccount asked)
    {
        if (asked.Tenant is not { Length: 6 } || !Offices.IsOf(asked.Tenant, asked.Office))
            throw new Refusal("office_mismatch", "单位代码与县不符：学校 10 位，乡镇 9 位并以县代码开头，县 6 位。",
                "The office's code does not belong to the county: a school has 10 digits, a township 9 beginning with the county's, a county 6.");
        if (Roles.LevelOf(asked.Role) is { } level && level != Offices.LevelOf(asked.Office))
            throw new Refusal("office_mismatch", $"角色“{asked.Role.Chinese()}”属于{level.Chinese()}，与单位级别不符。",
                $"The role {asked.Role.Code()} belongs to an office of the level {level.Code()}.");
        if ((asked.Class is null) != (asked.Grade is null) || (asked.Class is not null && asked.Role != Role.Counselor))
            throw new Refusal("class_mismatch", "只有班主任有班级，且年级与班级须同时填写。", "Only a counselor has a class, and grade and class come together.");
    }

    private static Refusal Refused(IEnumerable<IdentityError> errors)
    {
        var said = errors.ToList();
        var code = said[0].Code switch
        {
            nameof(IdentityErrorDescriber.DuplicateUserName) => "account_exists",
            nameof(IdentityErrorDescriber.InvalidUserName) => "bad_user_name",
            _ => "weak_password",
        };
        var english = new IdentityErrorDescriber();
        return new Refusal(code, string.Join(" ", said.Select(error => error.Description)), code switch
        {
            "account_exists" => "An account of that name exists.",
            "bad_user_name" => "A user name consists of letters, digits and . _ -",
            _ => english.PasswordTooShort(Setup.PasswordLength).Description,
        });
    }
}
