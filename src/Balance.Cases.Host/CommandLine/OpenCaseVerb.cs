using System.CommandLine;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Dispatch;

namespace Balance.Cases.Host.CommandLine;

/// <summary>Opens a child's case through the same door as page and endpoint.</summary>
internal static class OpenCaseVerb
{
    public static Command Create(VerbRunner runner)
    {
        var county = VerbOptions.County();
        var child = new Option<string>("--child") { Description = "identity number", Required = true, HelpName = "ID_NUMBER" };
        var concern = new Option<string>("--concern") { Description = string.Join(", ", Term.All<Concern>().Select(of => of.Code())), Required = true };
        concern.AcceptOnlyFromAmong([.. Term.All<Concern>().Select(of => of.Code())]);
        var occurredOn = VerbOptions.OptionalAsOf();
        var note = new Option<string?>("--note") { Description = "sealed under the child's key" };
        var command = new Option<Guid?>("--command") { Description = "id of the command; the same id again answers the same", HelpName = "UUID" };
        var verb = new Command("open-case", "Open the case of a child whom a register of the county knows.") { county, child, concern, occurredOn, note, command };
        runner.Act(verb, VerbNeeds.RunningHost, async (parsed, context) =>
        {
            var who = Operator.Of(parsed.GetRequiredValue(county));
            var (id, _) = await context.ChildAsync(who, parsed.GetRequiredValue(child));
            var day = parsed.GetValue(occurredOn) ?? context.Get<TimeProvider>().Today();
            var receipt = await context.Get<Dispatcher>().SendAsync(
                new OpenCase(parsed.GetValue(command) ?? Guid.CreateVersion7(), id, Term.Parse<Concern>(parsed.GetRequiredValue(concern)), day, parsed.GetValue(note)), who, context.Cancel);
            return new VerbResult(new { receipt.Command, receipt.Child, receipt.Version });
        });
        return verb;
    }
}
