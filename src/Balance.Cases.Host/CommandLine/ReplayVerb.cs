using System.CommandLine;
using Balance.Cases.Access;
using Balance.Cases.Audit;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Storage;

namespace Balance.Cases.Host.CommandLine;

/// <summary>A child's case as it stood on a day and was known at a moment, with the events behind it.</summary>
internal static class ReplayVerb
{
    public static Command Create(VerbRunner runner)
    {
        var county = VerbOptions.County();
        var child = new Option<string>("--child") { Description = "identity number", Required = true, HelpName = "ID_NUMBER" };
        var asOf = VerbOptions.OptionalAsOf();
        var knownAt = VerbOptions.KnownAt();
        var reveal = VerbOptions.Reveal();
        var verb = new Command("replay", "Replay a child's history as of a day and as known at a moment.") { county, child, asOf, knownAt, reveal };
        runner.Act(verb, VerbNeeds.RunningHost, async (parsed, context) =>
        {
            var who = Operator.Of(parsed.GetRequiredValue(county));
            var (id, person) = await context.ChildAsync(who, parsed.GetRequiredValue(child));
            var reason = parsed.GetValue(reveal);
            if (reason is not null) await context.Get<AccessLog>().Unmasked(who, id, reason, context.Cancel);
            var today = context.Get<TimeProvider>().Today();
            var replayed = await context.Get<Replay>().OfAsync(who, id, parsed.GetValue(asOf) ?? today, parsed.GetValue(knownAt), context.Cancel)
                ?? throw new Refusal("no_case", "该学生届时尚未建档。", "The child had no case by then.");

            var pages = context.Get<EventPages>();
            var events = new List<object>();
            foreach (var happened in replayed.Events)
                events.Add(new
                {
                    version = happened.Entry.Order,
                    happened.Type,
                    happened.Entry.Recorded.OccurredOn,
                    happened.RecordedAt,
                    by = happened.Entry.Recorded.By,
                    happened.Command,
                    happened.Counts,
                    happened.Entry.CorrectedBy,
                    happened.Entry.WithdrawnBy,
                    data = await pages.OfAsync(who.Tenant, id, happened.Entry.Recorded, reason is not null, context.Cancel),
                });
            return new VerbResult(new
            {
                idNumber = reason is null ? person.MaskedNumber : person.Number,
                replayed.AsOf,
                replayed.KnownAt,
                state = new
                {
                    status = replayed.Summary.Status.Code(),
                    level = replayed.Summary.Level.Code(),
                    concerns = replayed.Summary.Concerns.Select(concern => concern.Code()),
                    reasons = replayed.Summary.Reasons.Select(why => why.Code()),
                    finding = replayed.Standing.Finding?.Code(),
                    replayed.Standing.Out,
                    replayed.Standing.Returned,
                    replayed.Standing.HomeTaught,
                    replayed.Standing.Enrolled,
                    replayed.Summary.OutSince,
                    replayed.Summary.Visits,
                },
                events,
            });
        });
        return verb;
    }
}
