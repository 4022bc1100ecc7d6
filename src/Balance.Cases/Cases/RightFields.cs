using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;

namespace Balance.Cases.Cases;

/// <summary>What is right in an entry; what is not given stays. A field that the entry's kind does not have is refused.</summary>
/// <param name="HappenedOn">The day on which it happened.</param>
/// <param name="Text">The entry's narrative: note, proof or signs.</param>
/// <param name="Clear">Names of fields that should have been left empty, such as <c>until</c>.</param>
public sealed record RightFields(
    DateOnly? HappenedOn = null, Concern? Concern = null, Finding? Finding = null, DateOnly? Until = null, DateOnly? AbsentSince = null,
    DropoutReason? Reason = null, string? School = null, int? Grade = null, Level? Level = null, VisitOutcome? Outcome = null, DateOnly? PromisedOn = null,
    ReportAddressee? To = null, string? Number = null, LegalStep? Step = null, DateOnly? ServedOn = null, DateOnly? Deadline = null, DateOnly? Due = null,
    ReturnPlacement? Placement = null, AttendanceResult? Result = null, string? Text = null, string? Who = null, IReadOnlyList<string>? Clear = null)
{
    /// <summary>Nothing of what was typed.</summary>
    public override string ToString() => nameof(RightFields);

    /// <summary>The entry as it should have been.</summary>
    /// <exception cref="Refusal"><c>no_such_field</c>: the entry's kind has no such field; <c>nothing_corrected</c>.</exception>
    public StudentEvent In(StudentEvent wrong, SealedText? text, SealedText? who)
    {
        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { nameof(HappenedOn), nameof(Clear) };
        var right = (wrong switch
        {
            CaseOpened e => e with { Concern = Of(Concern, e.Concern), Note = Told(e.Note) },
            ConcernRaised e => e with { Concern = Of(Concern, e.Concern), Note = Told(e.Note) },
            ConcernWithdrawn e => e with { Concern = Of(Concern, e.Concern), Note = Told(e.Note) },
            AbsenceReported e => e with { AbsentSince = Of(AbsentSince, e.AbsentSince), Note = Told(e.Note) },
            SuspicionVerified e => e with { Finding = Of(Finding, e.Finding), Until = Or(Until, e.Until), Proof = Told(e.Proof) },
            DropoutConfirmed e => e with { Reason = Of(Reason, e.Reason), School = Or(School, e.School), Grade = Or(Grade, e.Grade), Note = Told(e.Note) },
            PersuasionAssigned e => e with { Level = Of(Level, e.Level), Due = Of(Due, e.Due) },
            PersuasionVisitLogged e => e with
            {
                Level = Of(Level, e.Level), Outcome = Or(Outcome, e.Outcome), PromisedOn = Or(PromisedOn, e.PromisedOn), Who = Met(e.Who), Note = Told(e.Note),
            },
            WrittenReportFiled e => e with { To = Of(To, e.To), Number = Or(Number, e.Number), Note = Told(e.Note) },
            PersuasionEscalated e => e with { Why = Told(e.Why) },
            LegalStepTaken e => e with
            {
                Step = Of(Step, e.Step), Number = Or(Number, e.Number), ServedOn = Or(ServedOn, e.ServedOn), Deadline = Or(Deadline, e.Deadline), Note = Told(e.Note),
            },
            StudentReturned e => e with { Placement = Of(Placement, e.Placement), School = Or(School, e.School), Grade = Or(Grade, e.Grade), Proof = Told(e.Proof) },
            ReturnConfirmed e => e with { Note = Told(e.Note) },
            AttendanceChecked e => e with { Result = Of(Result, e.Result), Note = Told(e.Note) },
            MandatoryReportFiled e => e with { Number = Or(Number, e.Number), Signs = Told(e.Signs) },
            NoteAdded e => e with { Text = Told(e.Text) ?? e.Text },
            CaseClosed e => e with { Why = Told(e.Why) ?? e.Why },
            CaseReopened e => e with { Why = Told(e.Why) },
            _ => wrong,
        }) with { OccurredOn = HappenedOn ?? wrong.OccurredOn };

        if (Given().Concat(Clear ?? []).FirstOrDefault(field => !used.Contains(field)) is { } foreign)
            throw new Refusal("no_such_field", $"这类记录没有“{foreign}”一项。", $"An entry of this kind has no field {foreign}.");
        return right == wrong ? throw new Refusal("nothing_corrected", "没有改动，请填写正确的内容。", "Nothing is different; say what is right.") : right;

        TValue Of<TValue>(TValue? given, TValue stands, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(given))] string name = "") where TValue : struct
        {
            used.Add(name);
            return given ?? stands;
        }

        TValue? Or<TValue>(TValue? given, TValue? stands, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(given))] string name = "")
        {
            used.Add(name);
            return IsCleared(name) ? default : given ?? stands;
        }

        SealedText? Told(SealedText? stands) => Or(text, stands, nameof(Text));

        SealedText? Met(SealedText? stands) => Or(who, stands, nameof(Who));
    }

    private bool IsCleared(string name) => Clear?.Contains(name, StringComparer.OrdinalIgnoreCase) == true;

    private IEnumerable<string> Given() => typeof(RightFields).GetProperties().Where(field => field.GetValue(this) is not null).Select(field => field.Name);
}
