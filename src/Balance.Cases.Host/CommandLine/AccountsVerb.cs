using System.CommandLine;
using Balance.Cases.Access;
using Balance.Cases.Access.Administration;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Host.CommandLine;

/// <summary>
/// Accounts from the machine: the first of a county, those of the three administrators, and the way back in for one who lost password and
/// second factor. Passwords are given: printed once, and changed at the first sign-in.
/// </summary>
internal static class AccountsVerb
{
    public static Command Create(VerbRunner runner) => new("accounts", "Make and mend accounts of a county, those of the three administrators too.")
    {
        Add(runner),
        Import(runner),
        Change(runner, "reset", "Give a new password, take the second factor off, end the lock.", async (acts, account, who) =>
        {
            if (account.TwoFactorEnabled) await acts.RemoveSecondFactorAsync(account.Id, who);
            return Told(await acts.GivePasswordAsync(account.Id, who));
        }),
        Change(runner, "disable", "Close an account; nothing of it is deleted.", async (acts, account, who) =>
        {
            await acts.DisableAsync(account.Id, who);
            return new { account.UserName, disabled = true };
        }),
        Change(runner, "enable", "Open a closed account again.", async (acts, account, who) =>
        {
            await acts.EnableAsync(account.Id, who);
            return new { account.UserName, disabled = false };
        }),
    };

    private static Command Add(VerbRunner runner)
    {
        var user = User();
        var county = VerbOptions.County();
        var role = new Option<string>("--role") { Description = string.Join(", ", Term.All<Role>().Select(of => of.Code())), Required = true };
        role.AcceptOnlyFromAmong([.. Term.All<Role>().Select(of => of.Code())]);
        var name = new Option<string>("--name") { Description = "as colleagues call the officer", Required = true };
        var office = new Option<string?>("--office") { Description = "code of the school (10 digits) or township (9), of a resource centre with Z before it; the county's own where it is left out", HelpName = "CODE" };
        var officeName = new Option<string>("--office-name") { Description = "as its people call it", Required = true };
        var grade = new Option<int?>("--grade") { Description = "of a homeroom teacher" };
        var @class = new Option<string?>("--class") { Description = "of a homeroom teacher, as the roll writes it" };
        var verb = new Command("add", "Make an account and print its given password once.") { user, county, role, name, office, officeName, grade, @class };
        runner.Act(verb, VerbNeeds.RunningHost, async (parsed, context) =>
        {
            var tenant = parsed.GetRequiredValue(county);
            var asked = new NewAccount(parsed.GetRequiredValue(user), parsed.GetRequiredValue(name), tenant, parsed.GetValue(office) ?? tenant, parsed.GetRequiredValue(officeName),
                Term.Parse<Role>(parsed.GetRequiredValue(role)), parsed.GetValue(grade), parsed.GetValue(@class));
            return new VerbResult(Told(await context.Get<AccountActs>().CreateAsync(asked, Operator.OfAccounts(tenant))));
        });
        return verb;
    }

    private static Command Import(VerbRunner runner)
    {
        var file = new Argument<string>("FILE");
        var county = VerbOptions.County();
        var verb = new Command("import", "Make the accounts of a list, CSV or XLSX; rows that cannot be meant are told.") { file, county };
        runner.Act(verb, VerbNeeds.RunningHost, async (parsed, context) =>
        {
            await using var list = VerbOptions.OpenFile(parsed.GetRequiredValue(file));
            var result = await context.Get<AccountImport>().RunAsync(list, Operator.OfAccounts(parsed.GetRequiredValue(county)), context.Cancel);
            return new VerbResult(new { made = result.Made.Select(Told), refused = result.Refused });
        });
        return verb;
    }

    private static Command Change(VerbRunner runner, string name, string about, Func<AccountActs, Account, Access.Principal, Task<object>> change)
    {
        var user = User();
        var county = VerbOptions.County();
        var verb = new Command(name, about) { user, county };
        runner.Act(verb, VerbNeeds.RunningHost, async (parsed, context) =>
        {
            var who = Operator.OfAccounts(parsed.GetRequiredValue(county));
            var acts = context.Get<AccountActs>();
            return new VerbResult(await change(acts, await acts.FindAsync(parsed.GetRequiredValue(user), who), who));
        });
        return verb;
    }

    private static Argument<string> User() => new("USER") { Description = "user name" };

    private static object Told(GivenAccount given) =>
        new { given.Account.UserName, role = given.Account.Role.Code(), given.Account.Office, given.Password, goodUntil = given.Account.GivenPasswordUntil };
}
