using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>A resource centre is asked to take the child. Who holds it hands it on; the bureau can for every centre.</summary>
/// <param name="Centre">Code of the centre asked; that there is one, and that it is in line, is known outside.</param>
public sealed record AskResourceCentre(DateOnly OccurredOn, string Centre, SealedText? Note) : DisabilityCommand(OccurredOn)
{
    internal override Decision OfDisabled(Student student, DecisionContext context)
    {
        var stand = student.Centre;
        if (stand.Asked is not null) return Refusals.CentreAsked;
        if (stand.Holder == Centre) return Refusals.CentreHolds;
        if (stand.Holder is { } holder && context.By.Office != holder && !context.By.IsBureau()) return Refusals.HeldByCentre;
        return Decision.Of(new ResourceCentreAsked(Centre, stand.Holder, context.Pack.Due(OccurredOn, judging => judging.Disability.CentreDays), Note)
            { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }
}

/// <summary>
/// The centre's answer: it takes the child, or returns it and says why. What nobody answers the clock takes back, and it goes up the line; the
/// bureau then finds another centre.
/// </summary>
/// <param name="Handover">The entry answered.</param>
public sealed record AnswerResourceCentre(DateOnly OccurredOn, Guid Handover, CentreAnswer Answer, SealedText? Note) : DisabilityCommand(OccurredOn)
{
    private const int Escalated = 1;

    internal override Decision OfDisabled(Student student, DecisionContext context)
    {
        if (student.Centre.Asked is not { Happened: ResourceCentreAsked asked } open || open.Id != Handover) return Refusals.NoCentreAsked;
        if (Answer != CentreAnswer.NeverAnswered && context.By.Office != asked.Centre && !context.By.IsBureau()) return Refusals.AnswerByCentre;

        var answered = new ResourceCentreAnswered(Handover, Answer, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By };
        return Decision.Of([answered, .. Answer == CentreAnswer.NeverAnswered ? Escalation(student, asked, context) : []]);
    }

    internal static Refused? Forbids(ResourceCentreAnswered said, Student file)
    {
        if (Refusals.Precedes(said, said.Handover, file)) return MoveRefusals.BeforeTheMove;
        var answerBy = (file.Find(said.Handover)?.Happened as ResourceCentreAsked)?.AnswerBy;
        if (said.Answer == CentreAnswer.NeverAnswered && (said.By.User != Actor.Clock || said.OccurredOn <= answerBy)) return Refusals.ClockTakesBack;
        return said.Answer == CentreAnswer.Returned && said.Note is null ? Refusals.ReturnReasonMissing : null;
    }

    // Above the county's centre there is none, and the round of what is overdue may have been there before.
    private IEnumerable<StudentEvent> Escalation(Student student, ResourceCentreAsked asked, DecisionContext context)
    {
        var level = ResourceCentre.LevelOf(asked.Centre);
        return level == Level.County || student.TakenUpTo(new(DutyKind.AnswerCentre, asked.AnswerBy, level)) is not null ? [] :
            [new DutyEscalated(DutyKind.AnswerCentre, asked.AnswerBy, level, level + 1) { Entry = context.EntryId(Escalated), OccurredOn = OccurredOn, By = context.By, Pack = context.Pack.On(asked.OccurredOn).Id }];
    }
}
