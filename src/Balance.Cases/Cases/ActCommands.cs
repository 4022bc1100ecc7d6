using System.Globalization;
using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Persuasion;
using Balance.Cases.Shell.Forms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Cases;

/// <summary>Reads the command out of a form of the case page and sends it; the forms name their fields as the commands do.</summary>
internal static class ActCommands
{
    /// <summary>Sends what the form asks for; where it cannot be read, the problems say so and nothing is sent.</summary>
    public static Task<Receipt?> SendAsync(CaseUse use, Posted posted, Guid child, Dispatcher door, Principal who, CancellationToken ct)
    {
        var id = posted.CommandId;
        var on = posted.Day("occurredOn") ?? default;
        var version = long.TryParse(posted.Raw("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : 0;
        return use switch
        {
            CaseUse.OpenCase => Send(new OpenCase(id, child, Choice<Concern>("concern"), on, Told("note"))),
            CaseUse.RaiseConcern => Send(new RaiseConcern(id, child, version, on, Choice<Concern>("concern"), Told("note"))),
            CaseUse.WithdrawConcern => Send(new WithdrawConcern(id, child, version, on, Choice<Concern>("concern"), Told("note"))),
            CaseUse.ReportAbsence => Send(new ReportAbsence(id, child, on, posted.Day("absentSince"), Told("note"))),
            CaseUse.Verify => Send(new VerifySuspicion(id, child, version, on, Choice<Finding>("finding"), posted.Day("until", optional: true), Told("proof"))),
            CaseUse.ConfirmDropout => Send(new ConfirmDropout(id, child, version, on, Choice<DropoutReason>("reason"), Told("school"), Grade(), Told("note"))),
            CaseUse.Assign => Send(Assignment(posted, id, child, version, on)),
            CaseUse.LogVisit => Send(new LogVisit(id, child, on, null, Choice<VisitOutcome>("outcome"), posted.Day("promisedOn", optional: true), Told("who"), Told("note"))),
            CaseUse.FileReport => Send(new FileWrittenReport(id, child, version, on, Choice<ReportAddressee>("to"), Told("number"), Told("note"))),
            CaseUse.Escalate => Send(new EscalatePersuasion(id, child, version, on, Told("why"))),
            CaseUse.TakeLegalStep => Send(new TakeLegalStep(id, child, version, on, Choice<LegalStep>("step"), Told("number"), posted.Day("servedOn"), posted.Day("deadline"), Told("note"))),
            CaseUse.RecordReturn => Send(new RecordReturn(id, child, version, on, Choice<ReturnPlacement>("placement"), Told("school"), Grade(), Told("proof"))),
            CaseUse.ConfirmReturn => Send(new ConfirmReturn(id, child, version, on, Guid.TryParse(posted.Raw("return"), out var back) ? back : default, Told("note"))),
            CaseUse.CheckAttendance => Send(new CheckAttendance(id, child, on, Choice<AttendanceResult>("result"), Told("note"))),
            CaseUse.FileMandatoryReport => Send(new FileMandatoryReport(id, child, on, Choice<ReportedTo>("to"), Told("number"), Told("signs"))),
            CaseUse.AddNote => Send(new AddNote(id, child, on, Told("text"))),
            CaseUse.Close => Send(new CloseCase(id, child, version, on, Told("why"))),
            CaseUse.Reopen => Send(new ReopenCase(id, child, version, on, Told("why"))),
            _ => throw new ArgumentOutOfRangeException(nameof(use)),
        };

        async Task<Receipt?> Send<TCommand>(TCommand command) where TCommand : CaseCommand => posted.Ok ? await door.SendAsync(command, who, ct) : null;

        TTerm? Choice<TTerm>(string name) where TTerm : struct, Enum => posted.Choice<TTerm>(name);

        string? Told(string name) => posted.Text(name, optional: true);

        int? Grade() => (int?)posted.Number("grade", optional: true, min: 1, max: 9);
    }

    /// <summary>The form's field for a command's property: <c>Right.OccurredOn</c> is <c>occurredOn</c>.</summary>
    public static string FieldOf(string property) =>
        property[(property.LastIndexOf('.') + 1)..] is { Length: > 0 } name ? char.ToLowerInvariant(name[0]) + name[1..] : "";

    private static AssignPersuasion Assignment(Posted posted, Guid id, Guid child, long version, DateOnly on)
    {
        var chosen = posted.Raw("officer").Split('/', 2);
        if (chosen is not [var level, var user] || !Term.TryParse<Level>(level, out var of))
        {
            posted.Problems.Add("officer", T("请选择负责人。", "Choose an officer."));
            return new(id, child, version, on, null, null, posted.Day("due"));
        }
        return new(id, child, version, on, of, user, posted.Day("due"));
    }
}
