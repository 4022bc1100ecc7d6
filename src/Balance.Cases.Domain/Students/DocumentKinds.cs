using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students;

/// <summary>Which papers can be made of a case: those whose entries it has (domain.md, «Documents»).</summary>
public static class DocumentKinds
{
    /// <summary>In the order of the table.</summary>
    public static IReadOnlyList<DocumentKind> Of(Student student) => [.. Term.All<DocumentKind>().Where(kind => Fits(kind, student))];

    private static bool Fits(DocumentKind kind, Student student) => kind switch
    {
        DocumentKind.WrittenReport => student.Dropout is not null,
        DocumentKind.PersuasionRecord => student.Visits.Count > 0,
        DocumentKind.CorrectionOrder => student.LegalStep?.Step is LegalStep.CorrectionOrder,
        DocumentKind.ServiceReceipt => student.LegalStep is not null,
        DocumentKind.DeferralApplication => Has(student, happened => happened is SuspicionVerified { Finding: Finding.Deferred } or PlacementDecided { Placement: Placement.Deferred }),
        DocumentKind.EducationPlan => Has(student, happened => happened is EducationPlanAdopted),
        DocumentKind.HomeTeachingRecord => Has(student, happened => happened is HomeTeachingSessionDelivered),
        DocumentKind.LeftBehindForm => student.ConcernsOnFile.Contains(Concern.LeftBehind),
        DocumentKind.LearningFile => Has(student, happened => happened is LearningSupportPlanned),
        _ => false, // lists of many children
    };

    private static bool Has(Student student, Predicate<StudentEvent> kind) => student.Effective.Any(entry => kind(entry.Happened));
}
