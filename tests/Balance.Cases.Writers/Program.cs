using Balance.Cases.Access;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Desk;
using Marten;

// The process that the crash test kills: writers at the desk who say what they try and what was acknowledged.
// CONNECTION COUNTY WRITERS CHILD,CHILD,…
var (connection, county, writers, children) = (args[0], args[1], int.Parse(args[2], null), args[3].Split(',').Select(Guid.Parse).ToArray());
var who = new Principal("writer", county, county, Level.County, "county_officer");
await using var database = new CasesDatabase(connection, null);
using var store = DocumentStore.For(options =>
{
    CasesStore.Configure(options, [EventKinds.OfStudents]);
    options.Connection(database.Application);
});
var desk = new CaseDesk(database, new CaseSessions(store), new FollowUps(), TimeProvider.System);
await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => WriteAsync()));

async Task WriteAsync()
{
    while (true)
    {
        var command = new CommandSlip(Guid.CreateVersion7(), [7]);
        var child = children[Random.Shared.Next(children.Length)];
        Say($"try {command.Id} {child}");
        while (true)
            try
            {
                var receipt = await desk.AddAsync(command, who, child, student => Decide(student, command.Id), CancellationToken.None);
                Say($"ack {command.Id} {receipt.Version}");
                break;
            }
            catch (Exception lost) when (lost is not Refusal)
            {
                // The server went away, perhaps after the commit: the same command asks again.
                await Task.Delay(50);
            }
    }
}

Decision Decide(Student? student, Guid command)
{
    var day = new DateOnly(2025, 9, 1).AddDays((student?.Entries.Count ?? 0) / 2 % 250);
    if (student is null) return Decision.Of(new CaseOpened(Concern.DropoutRisk, null) { Entry = command, OccurredOn = day, By = who.Actor });
    return (student.Entries.Count % 4) switch
    {
        0 => Decision.Of(new StudentReturned(ReturnPlacement.Regular, null, null, null) { Entry = command, OccurredOn = day, By = who.Actor }),
        1 => Decision.Of(new DropoutConfirmed(DropoutReason.Work, null, null, null) { Entry = command, OccurredOn = day, By = who.Actor }),
        _ => Decision.Of(new PersuasionVisitLogged(Level.School, VisitOutcome.Refused, null, null, null) { Entry = command, OccurredOn = day, By = who.Actor }),
    };
}

void Say(string line)
{
    lock (store)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
