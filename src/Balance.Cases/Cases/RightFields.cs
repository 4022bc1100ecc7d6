using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;

namespace Balance.Cases.Cases;

/// <summary>What is right in an entry; what is not given stays. A field that the entry's kind does not have is refused.</summary>
/// <param name="HappenedOn">The day on which it happened.</param>
/// <param name="Text">The entry's narrative: note, proof or signs.</param>
/// <param name="Due">The day by which something is to be done next: persuasion, a review, an answer, an assessment, a lesson to be made up.</param>
/// <param name="Clear">Names of fields that should have been left empty, such as <c>until</c>.</param>
/// <param name="Choice">Code of what the entry chooses among its own kind's choices: how parents were reached, which programme, what became of a complaint.</param>
/// <param name="Hours">Lesson hours of a session at home, or of each that is scheduled.</param>
/// <param name="Yuan">What was granted.</param>
public sealed record RightFields(
    DateOnly? HappenedOn = null, Concern? Concern = null, Finding? Finding = null, DateOnly? Until = null, DateOnly? AbsentSince = null,
    DropoutReason? Reason = null, string? School = null, int? Grade = null, Level? Level = null, VisitOutcome? Outcome = null, DateOnly? PromisedOn = null,
    ReportAddressee? To = null, string? Number = null, LegalStep? Step = null, DateOnly? ServedOn = null, DateOnly? Deadline = null, DateOnly? Due = null,
    ReturnPlacement? Placement = null, AttendanceResult? Result = null, string? Text = null, string? Who = null, IReadOnlyList<string>? Clear = null,
    string? Choice = null, decimal? Hours = null, decimal? Yuan = null)
{
    /// <summary>Nothing of what was typed.</summary>
    public override string ToString() => nameof(RightFields);

    /// <summary>Names of the fields that an entry's kind has.</summary>
    public static IReadOnlySet<string> NamesOf(StudentEvent kind) => new RightFields().Put(kind, null, null).Used;

    /// <summary>The entry as it should have been.</summary>
    /// <exception cref="Refusal"><c>no_such_field</c>: the entry's kind has no such field; <c>unknown_choice</c>; <c>nothing_corrected</c>.</exception>
    public StudentEvent In(StudentEvent wrong, SealedText? text, SealedText? who)
    {
        var (right, used) = Put(wrong, text, who);
        if (Given().Concat(Clear ?? []).FirstOrDefault(field => !used.Contains(field)) is { } foreign)
            throw new Refusal("no_such_field", $"这类记录没有“{foreign}”一项。", $"An entry of this kind has no field {foreign}.");
        return right == wrong ? throw new Refusal("nothing_corrected", "没有改动，请填写正确的内容。", "Nothing is different; say what is right.") : right;
    }

    private (StudentEvent Right, IReadOnlySet<string> Used) Put(StudentEvent wrong, SealedText? text, SealedText? who)
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

            DisabilityRegistered e => e with { Category = Chosen(e.Category), Note = Told(e.Note) },
            NeedsAssessed e => e with { Advised = MayChoose(e.Advised), ReassessOn = Or(Due, e.ReassessOn), Result = Told(e.Result) ?? e.Result },
            PlacementDecided e => e with { School = Or(School, e.School), Until = Or(Until, e.Until), Note = Told(e.Note) },
            PlacementContested e => e with { Contestant = Chosen(e.Contestant), Why = Told(e.Why) ?? e.Why },
            PlacementEnded e => e with { Reason = Chosen(e.Reason), Note = Told(e.Note) },
            EducationPlanAdopted e => e with { ReviewOn = Or(Due, e.ReviewOn), Note = Told(e.Note) },
            EducationPlanReviewed e => e with { NextReviewOn = Or(Due, e.NextReviewOn), Note = Told(e.Note) },
            EducationPlanEnded e => e with { Reason = Chosen(e.Reason), Note = Told(e.Note) },
            HomeTeachingScheduled e => e with { HoursEach = Of(Hours, e.HoursEach), Until = Of(Until, e.Until), Note = Told(e.Note) },
            HomeTeachingSessionDelivered e => e with { Hours = Of(Hours, e.Hours), Performance = Told(e.Performance) },
            HomeTeachingSessionMissed e => e with { Reason = Chosen(e.Reason), Hours = Of(Hours, e.Hours), MakeUpBy = Or(Due, e.MakeUpBy), Note = Told(e.Note) },
            ResourceCentreAsked e => e with { Note = Told(e.Note) },
            ResourceCentreAnswered e => e with { Note = Told(e.Note) },
            RehabilitationReferred e => e with { Kind = Chosen(e.Kind), AnswerBy = Or(Due, e.AnswerBy), Why = Told(e.Why) ?? e.Why },
            RehabilitationAnswered e => e with { ReassessOn = Or(Due, e.ReassessOn), Advice = Told(e.Advice) ?? e.Advice },

            GuardianshipRecorded e => e with { Note = Told(e.Note) },
            ParentContactLogged e => e with { Outcome = Chosen(e.Outcome), Note = Told(e.Note) },
            CarePlanAdopted e => e with { Programme = Chosen(e.Programme), ReviewOn = Or(Due, e.ReviewOn), Note = Told(e.Note) },
            CareVisitLogged e => e with { Programme = MayChoose(e.Programme), Note = Told(e.Note) },
            GuardianAdmonished e => e with { AdmonishedBy = Chosen(e.AdmonishedBy), Number = Or(Number, e.Number), Why = Told(e.Why) ?? e.Why },
            HarmReported e => e with { Kind = Chosen(e.Kind), What = Told(e.What) ?? e.What },
            ProtectionStepTaken e => e with { Step = Chosen(e.Step), Note = Told(e.Note) },
            HarmSettled e => e with { Outcome = Chosen(e.Outcome), Why = Told(e.Why) ?? e.Why },

            AidGranted e => e with { Yuan = Or(Yuan, e.Yuan), Group = MayChoose(e.Group), Note = Told(e.Note) },
            LivingRecorded e => e with { Note = Told(e.Note) },
            LearningSupportPlanned e => e with { ReviewOn = Of(Due, e.ReviewOn), Measures = Told(e.Measures) ?? e.Measures },
            LearningSupportReviewed e => e with { Progress = Chosen(e.Progress), NextReviewOn = Or(Due, e.NextReviewOn), Note = Told(e.Note) },
            MentalHealthScreened e => e with { Risk = Chosen(e.Risk), FollowUpBy = Or(Due, e.FollowUpBy), Result = Told(e.Result) },
            InterventionLogged e => e with { Kind = Chosen(e.Kind), NextOn = Or(Due, e.NextOn), Note = Told(e.Note) },

            SchoolPlaceSecured e => e with { School = Or(School, e.School) ?? e.School, Ownership = Chosen(e.Ownership), Note = Told(e.Note) },
            FeeComplaintFiled e => e with { School = Or(School, e.School) ?? e.School, What = Told(e.What) ?? e.What },
            FeeComplaintAnswered e => e with { Outcome = Chosen(e.Outcome), Note = Told(e.Note) },
            TransitionAnswered e => e with { Note = Told(e.Note) },
            StudentTransferred e => e with { Note = Told(e.Note) },
            TransferAccepted e => e with { Note = Told(e.Note) },
            TransferReturned e => e with { Note = Told(e.Note) },

            EvidenceAttached e => e with { Note = Told(e.Note) },
            DocumentServed e => e with { Receipt = Told(e.Receipt) },
            // Which school or centre was asked, and what was answered, others have gone by since: such an entry is withdrawn and made anew.
            _ => wrong,
        }) with { OccurredOn = HappenedOn ?? wrong.OccurredOn };

        return (right, used);

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

        TValue Chosen<TValue>(TValue stands) where TValue : struct, Enum
        {
            used.Add(nameof(Choice));
            if (Choice is null) return stands;
            return Term.TryParse<TValue>(Choice, out var chosen) ? chosen : throw new Refusal("unknown_choice", "请从列出的选项中选择。", "Choose one of those listed.");
        }

        TValue? MayChoose<TValue>(TValue? stands) where TValue : struct, Enum
        {
            used.Add(nameof(Choice));
            return IsCleared(nameof(Choice)) ? null : Choice is null ? stands : Chosen(stands ?? default);
        }

        SealedText? Told(SealedText? stands) => Or(text, stands, nameof(Text));

        SealedText? Met(SealedText? stands) => Or(who, stands, nameof(Who));
    }

    private bool IsCleared(string name) => Clear?.Contains(name, StringComparer.OrdinalIgnoreCase) == true;

    private IEnumerable<string> Given() => typeof(RightFields).GetProperties().Where(field => field.GetValue(this) is not null).Select(field => field.Name);
}
