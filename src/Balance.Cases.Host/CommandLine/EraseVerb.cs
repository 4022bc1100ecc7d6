using System.CommandLine;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Dispatch;

namespace Balance.Cases.Host.CommandLine;

/// <summary>Forgets who a child is, through the same door as the endpoint.</summary>
internal static class EraseVerb
{
    public static Command Create(VerbRunner runner)
    {
        var county = VerbOptions.County();
        var child = new Option<string>("--child") { Description = "identity number", Required = true, HelpName = "ID_NUMBER" };
        var basis = new Option<string>("--basis") { Description = "why, by 个人信息保护法 §47", Required = true };
        basis.AcceptOnlyFromAmong([.. Term.All<ErasureBasis>().Select(of => of.Code())]);
        var verb = new Command("erase", "Destroy the key of a child's identity and narrative; counts, chain and rates stay. Only where no case is open.") { county, child, basis };
        runner.Act(verb, VerbNeeds.RunningHost, async (parsed, context) =>
        {
            var who = Operator.Of(parsed.GetRequiredValue(county));
            var (id, _) = await context.ChildAsync(who, parsed.GetRequiredValue(child));
            var today = context.Get<TimeProvider>().Today();
            var receipt = await context.Get<Dispatcher>().SendAsync(new EraseIdentity(Guid.CreateVersion7(), id, today, Term.Parse<ErasureBasis>(parsed.GetRequiredValue(basis))), who, context.Cancel);
            return new VerbResult(new { receipt.Child, receipt.Version });
        });
        return verb;
    }
}
