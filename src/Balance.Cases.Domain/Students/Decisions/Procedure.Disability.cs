using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students.Decisions;

public static partial class Procedure
{
    /// <summary>残疾人教育条例 §20-22, and 一人一案 of the severely disabled.</summary>
    private static IEnumerable<ProcedureRule> OfDisability =>
    [
        Rule(Breach.PlacedWithoutAssessment, "请先由专家委员会评估，再作出安置。", "Have the expert committee assess the child first; a placement rests on it.",
            at => at.Happens is PlacementDecided && at.Student.By(at.Happens.OccurredOn).Assessment is null),
        Rule(Breach.ContestedWithoutReassessment, "安置有异议，请先由专家委员会重新评估，再作出决定。", "The placement is contested: have the committee assess anew, then decide.",
            at => at.Happens is PlacementDecided && at.Student.Contest is not null && !at.Student.IsReassessedSinceContest),
        Rule(Breach.ScheduledWithoutPlan, "请先制定个别化教育计划，再安排送教上门。", "Adopt an education plan first; teaching at home follows it.",
            at => at.Happens is HomeTeachingScheduled && at.Student.By(at.Happens.OccurredOn).PlanInForce is null),
        Rule(Breach.AssistantMissing, "送教上门须有主送教教师和协同教师，请指定协同教师。", "A child taught at home has a main and an assisting teacher; name the assisting one.",
            at => at.Happens is HomeTeachingScheduled { AssistantTeacher: null }),
    ];
}
