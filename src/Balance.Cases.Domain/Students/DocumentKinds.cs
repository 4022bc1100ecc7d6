using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students;

/// <summary>Which papers can be made of a case: those whose entries it has (domain.md, «Documents»).</summary>
public static class DocumentKinds
{
    /// <summary>In the order of the table.</summary>
    /// <param name="ladder">The rungs of the law in their order.</param>
    /// <param name="isOut">The child is out of school now.</param>
    /// <param name="by">Level of the office that issues: an order to the guardian is no school's (义务教育法 §58).</param>
    public static IReadOnlyList<DocumentKind> Of(Student student, Ladder ladder, bool isOut, Level by) =>
        [.. Term.All<DocumentKind>().Where(kind => Fits(kind, student, ladder, isOut) && !(kind == DocumentKind.CorrectionOrder && by == Level.School))];

    private static bool Fits(DocumentKind kind, Student student, Ladder ladder, bool isOut) => kind switch
    {
        DocumentKind.WrittenReport => student.Dropout is not null,
        DocumentKind.PersuasionRecord => student.Visits.Count > 0,
        // The order goes out first; that it was served is the rung. Where the rung was recorded first, the paper is made of it.
        DocumentKind.CorrectionOrder => student.LegalStepOn(ladder)?.Step is LegalStep.CorrectionOrder || isOut && IsOrderNext(student, ladder),
        DocumentKind.ServiceReceipt => student.LegalStepOn(ladder) is not null || student.OpenOrderOn(ladder) is not null,
        DocumentKind.DeferralApplication => Has(student, happened => happened is SuspicionVerified { Finding: Finding.Deferred } or PlacementDecided { Placement: Placement.Deferred }),
        DocumentKind.EducationPlan => Has(student, happened => happened is EducationPlanAdopted),
        DocumentKind.HomeTeachingRecord => Has(student, happened => happened is HomeTeachingSessionDelivered),
        DocumentKind.LeftBehindForm => student.ConcernsOnFile.Contains(Concern.LeftBehind),
        DocumentKind.LearningFile => Has(student, happened => happened is LearningSupportPlanned),
        _ => false, // lists of many children
    };

    // An order goes out only where it can be recorded once it is served: the rung below it is taken.
    private static bool IsOrderNext(Student student, Ladder ladder) => ladder.RungOf(LegalStep.CorrectionOrder) is > 0 and var order && student.RungReachedOn(ladder) == order - 1;

    private static bool Has(Student student, Predicate<StudentEvent> kind) => student.Effective.Any(entry => kind(entry.Happened));
}
