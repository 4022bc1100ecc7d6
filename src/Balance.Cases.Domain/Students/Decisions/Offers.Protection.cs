using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students.Decisions;

public static partial class Offers
{
    private static IEnumerable<StudentCommand>? FormsOfProtection(CaseAction action, Student student, DateOnly today) => action switch
    {
        CaseAction.RecordGuardianship => [new RecordGuardianship(today, Caregiver.Grandparents, Delegation.Written, null, null, null, null)],
        CaseAction.LogParentContact => [new LogParentContact(today, ContactOutcome.Reached, null)],
        CaseAction.AdoptCarePlan => [new AdoptCarePlan(today, CareProgramme.HopeCottage, null, null, null)],
        CaseAction.LogCareVisit => [new LogCareVisit(today, null, null)],
        CaseAction.AdmonishGuardian => [new AdmonishGuardian(today, AdmonishingBody.School, null, Filled)],
        CaseAction.ReportHarm => [new ReportHarm(today, HarmKind.Bullying, [], Filled)],
        CaseAction.TakeProtectionStep => OfHarms(student, harm => [new TakeProtectionStep(today, harm, ProtectionStep.Removed, null)]),
        CaseAction.SettleHarm => OfHarms(student, harm => Term.All<HarmOutcome>().Select(outcome => new SettleHarm(today, harm, outcome, Filled))),
        _ => null,
    };

    // Where no harm is open, the decision says why not.
    private static IEnumerable<StudentCommand> OfHarms(Student student, Func<Guid, IEnumerable<StudentCommand>> forms) =>
        student.OpenHarms is [] ? forms(student.Harms is [.., var last] ? last.Id : Guid.Empty) : student.OpenHarms.SelectMany(harm => forms(harm.Id));
}
