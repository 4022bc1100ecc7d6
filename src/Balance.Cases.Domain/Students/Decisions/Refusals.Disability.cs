using System.Globalization;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students.Decisions;

internal static partial class Refusals
{
    public static readonly Refused NotFollowedForDisability = new("not_followed_for_disability", "该生未按残疾关注，请先登记残疾或增加关注。", "The child is not followed for a disability; register the disability or raise the concern first.");
    public static readonly Refused DisabilityLevelRange = new("disability_level_range", "残疾等级应为 1 至 4。", "The level of a disability is 1 to 4.");
    public static readonly Refused NotRegistered = new("not_registered", "请先登记残疾，再评估。", "Register the disability first, then assess.");
    public static readonly Refused SchoolMissing = new("school_missing", "安置到学校的，请填写学校标识码。", "A placement in a school names it; give the school's code.");
    public static readonly Refused PlacementNotOffered = new("placement_not_offered", "本县政策包没有这种安置方式，请选择政策包列出的安置方式。", "The county's policy pack does not have this placement; choose one that it has.");
    public static readonly Refused NoPlacement = new("no_placement", "目前没有在执行的安置。", "No placement is in force.");
    public static readonly Refused AlreadyContested = new("already_contested", "该安置已有异议，等待重新评估和决定。", "The placement is contested already; it waits for assessment and decision.");
    public static readonly Refused GoalMissing = new("goal_missing", "教育计划至少要有一个长期目标。", "A plan has at least one long-term goal.");
    public static readonly Refused GoalOfNothing = new("goal_of_nothing", "每个短期目标须服务于计划中的一个长期目标。", "Each short-term goal serves a long-term goal of the plan.");
    public static readonly Refused MeasureMissing = new("measure_missing", "短期目标须可衡量，请填写怎样看出达成。", "A short-term goal is measurable; say by what one sees that it is met.");
    public static readonly Refused ServiceMissing = new("service_missing", "教育计划至少要有一项服务，写明频次和时长。", "A plan has at least one service, with how often and how long.");
    public static readonly Refused NoPlan = new("no_plan", "目前没有在执行的教育计划，请先制定。", "No education plan is in force; adopt one first.");
    public static readonly Refused GoalsNotReviewed = new("goals_not_reviewed", "请逐个目标评价，不多不少。", "Review the plan goal by goal, each goal once.");
    public static readonly Refused NoSuchGoal = new("no_such_goal", "当日在执行的计划里没有这个目标编号。", "The plan that was in force on that day has no goal of this number.");
    public static readonly Refused SameTeacher = new("same_teacher", "主送教教师和协同教师须为两人。", "Main and assisting teacher are two persons.");
    public static readonly Refused HoursRange = new("hours_range", "课时应大于 0，不超过 12。", "Lesson hours are more than 0 and at most 12.");
    public static readonly Refused NothingToMakeUp = new("nothing_to_make_up", "没有这条待补的送教，或已经补过。", "There is no such missed session to make up, or it has been made up.");
    public static readonly Refused NoReferral = new("no_referral", "没有这条待答复的转介。", "There is no such referral waiting for an answer.");
    public static readonly Refused CentreAsked = new("centre_asked", "已移交资源中心，正等待答复；请等答复或退回后再移交。", "A resource centre is asked already; wait until it has answered or the handover has come back.");
    public static readonly Refused CentreHolds = new("centre_holds", "该生已由这个资源中心负责。", "This resource centre holds the child already.");
    public static readonly Refused HeldByCentre = new("held_by_centre", "该生由资源中心负责，由该中心转交，县教育局可代办。", "A resource centre holds the child: it hands the child on, or the county bureau does.");
    public static readonly Refused NoCentreAsked = new("no_centre_asked", "没有这条待答复的资源中心移交。", "There is no such handover to a resource centre that waits for an answer.");
    public static readonly Refused AnswerByCentre = new("answer_by_centre", "由被移交的资源中心答复，县教育局可代为答复。", "The resource centre that was asked answers, or the county bureau for it.");
    public static readonly Refused ReturnReasonMissing = new("return_reason_missing", "退回请说明原因。", "Say why it is returned.");
    public static readonly Refused ClockTakesBack = new("clock_takes_back", "逾期未答复由系统在期满次日自动退回，请选择接收或退回。", "A handover that nobody answered comes back by itself the day after its last day; accept or return it.");

    /// <summary>A plan is reviewed each term, with the last day that is in time.</summary>
    public static Refused ReviewTooLate(DateOnly latest) => new("review_too_late",
        $"每学期复查一次，复查日期不能晚于 {latest:yyyy年M月d日}。", $"A plan is reviewed each term: the day is {latest:yyyy-MM-dd} at the latest.");

    /// <summary>A schedule is less than the pack's norm, with the norm.</summary>
    public static Refused BelowNorm(HomeTeachingNorm norm) => new("below_norm",
        string.Create(CultureInfo.InvariantCulture, $"低于送教标准：{norm.Per.Chinese()}至少 {norm.Visits.Value} 次、每次 {norm.HoursEach.Value} 课时。"),
        string.Create(CultureInfo.InvariantCulture, $"Less than the norm: at least {norm.Visits.Value} times a {norm.Per.Code()}, {norm.HoursEach.Value} lesson hours each."));
}
