using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>
/// 侵害: bullying, neglect or violence is reported, of whichever child and whatever its case stands at. The child is followed for it from
/// now on, and the police and the bureau are to be told at once (<see cref="Student.ReportsDue"/>).
/// </summary>
public sealed record ReportHarm(DateOnly OccurredOn, HarmKind Kind, IReadOnlyList<ReportSign> Signs, SealedText What) : StudentCommand(OccurredOn)
{
    internal override bool Opens => true;
    internal override bool WhileClosed => true;
    internal override bool WhileDeparted => true;

    internal override Decision On(Student student, DecisionContext context)
    {
        var reported = new HarmReported(Kind, [.. Signs.Distinct().Order()], What) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By };
        return Decision.Of(Relapse.With(student, reported, context, Concern.Harm));
    }
}

/// <summary>Something was done to keep the child safe. It is added whatever happened meanwhile.</summary>
/// <param name="Harm">The entry that reported the harm.</param>
public sealed record TakeProtectionStep(DateOnly OccurredOn, Guid Harm, ProtectionStep Step, SealedText? Note) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context)
    {
        if (student.Harms.FirstOrDefault(harm => harm.Id == Harm) is not { } matter) return Refusals.NoHarm;
        if (matter.Settled is not null) return Refusals.HarmSettled;
        return Decision.Of(new ProtectionStepTaken(Harm, Step, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }

    internal static Refused? Forbids(ProtectionStepTaken said, Student file) => Refusals.Precedes(said, said.Harm, file) ? Refusals.BeforeHarm : null;
}

/// <summary>The matter of a harm ends: reported to whom the law names, and, unless it was unfounded, with the child protected.</summary>
/// <param name="Harm">The entry that reported the harm.</param>
public sealed record SettleHarm(DateOnly OccurredOn, Guid Harm, HarmOutcome Outcome, SealedText Why) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context)
    {
        if (student.Harms.FirstOrDefault(harm => harm.Id == Harm) is not { } matter) return Refusals.NoHarm;
        if (matter.Settled is not null) return Refusals.HarmSettled;
        return Decision.Of(new HarmSettled(Harm, Outcome, Why) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }

    internal static Refused? Forbids(HarmSettled said, Student file, DecisionContext context)
    {
        if (Refusals.Precedes(said, said.Harm, file)) return Refusals.BeforeHarm;
        if (file.ReportsDue(context.Pack).Any(report => report.About == said.Harm)) return Refusals.ReportDue;
        return said.Outcome != HarmOutcome.Unfounded && file.Harms.Any(harm => harm.Id == said.Harm && harm.Steps.Count == 0) ? Refusals.NotProtected : null;
    }
}

/// <summary>
/// 强制报告 (未成年人保护法 §11): at once, whatever else the case stands at; nobody has to approve it. A child without a file gets one by it, and one of
/// whom signs of harm are told that no entry shows is followed for them from now on.
/// </summary>
public sealed record FileMandatoryReport(DateOnly OccurredOn, string To, string? Number, SealedText? Signs) : StudentCommand(OccurredOn)
{
    /// <summary>The entry that raised the duty; null: signs seen elsewhere, or all that is on file.</summary>
    public Guid? About { get; init; }

    /// <summary>Which of the law's signs were seen; null: none is named.</summary>
    public IReadOnlyList<ReportSign>? Listed { get; init; }

    internal override bool Opens => true;
    internal override bool WhileClosed => true;
    internal override bool WhileDeparted => true;

    internal override Decision On(Student student, DecisionContext context)
    {
        var about = About is { } id ? student.Effective.FirstOrDefault(entry => entry.Id == id)?.Happened : null;
        if (About is not null && about is not (SuspicionVerified { Finding: Finding.Missing } or GuardianshipRecorded or ParentContactLogged) && !Student.ShowsHarm(about)) return Refusals.NoSuchSign;
        // What is reported of a harm is known only to those who act on it, whether or not a sign is named again.
        var listed = Listed ?? about switch
        {
            HarmReported harm => harm.Signs,
            MandatoryReportFiled before => before.Listed,
            // Where nothing on file asks for a report, it tells of signs that no entry shows.
            _ => About is null && student.ReportsDue(context.Pack).Count == 0 ? [] : null,
        };
        var reported = new MandatoryReportFiled(To, Number, Signs)
        {
            Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By, About = About, Listed = listed is null ? null : [.. listed.Distinct().Order()],
        };
        return Student.ShowsHarm(reported) ? Decision.Of(Relapse.With(student, reported, context, Concern.Harm)) : Decision.Of(reported);
    }
}
