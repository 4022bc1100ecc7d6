using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Shell.Components;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Cases;

/// <summary>How cases look on lists and pages: what a colour means, and which icon an entry has.</summary>
internal static class CaseTones
{
    /// <summary>The colour of a status.</summary>
    public static Tone Of(CaseStatus status) => status switch
    {
        CaseStatus.Out => Tone.Bad,
        CaseStatus.Suspected or CaseStatus.ReturnedUnconfirmed => Tone.Warning,
        CaseStatus.Returned => Tone.Good,
        CaseStatus.Verified or CaseStatus.Followed => Tone.Info,
        _ => Tone.Neutral,
    };

    /// <summary>When a duty is due, in words, and how pressing that is.</summary>
    public static (Tone Tone, string Words) Due(Duty duty, DateOnly today) => (duty.Until.DayNumber - today.DayNumber) switch
    {
        var left when left < 0 => (Tone.Bad, T($"超期 {-left} 天", $"{-left} days overdue")),
        0 => (Tone.Warning, T("今天到期", "due today")),
        var left when left <= 7 => (Tone.Warning, T($"还有 {left} 天", $"{left} days left")),
        var left => (Tone.Neutral, T($"还有 {left} 天", $"{left} days left")),
    };

    /// <summary>The icon and colour of an entry.</summary>
    public static (string Icon, Tone Tone) Of(TimelineEntry entry) =>
        entry.Happened is AttendanceChecked { Result: AttendanceResult.Absent } ? ("alert-circle", Tone.Warning) : OfKind(entry.Kind);

    private static (string Icon, Tone Tone) OfKind(string kind) => kind switch
    {
        "case_opened" or "case_reopened" or "identity_number_corrected" or "history_received" or "file_merged" => ("file-text", Tone.Info),
        "dropout_suspected" or "absence_reported" => ("radar-2", Tone.Warning),
        "suspicion_withdrawn" => ("check", Tone.Good),
        "suspicion_verified" => ("user-search", Tone.Info),
        "dropout_confirmed" => ("alert-circle", Tone.Bad),
        "persuasion_assigned" => ("flag", Tone.Info),
        "persuasion_visit_logged" or "care_visit_logged" => ("walk", Tone.Info),
        "written_report_filed" => ("file-text", Tone.Info),
        "persuasion_escalated" => ("arrow-up-right", Tone.Warning),
        "legal_step_taken" => ("gavel", Tone.Warning),
        "student_returned" => ("door-enter", Tone.Good),
        "return_confirmed" or "attendance_checked" => ("circle-check", Tone.Good),
        // Disability.
        "disability_registered" or "placement_decided" or "placement_ended" => ("disabled", Tone.Info),
        "needs_assessed" or "rehabilitation_referred" or "rehabilitation_answered" => ("user-search", Tone.Info),
        "resource_centre_asked" or "resource_centre_answered" => ("heart-handshake", Tone.Info),
        "placement_contested" => ("scale", Tone.Warning),
        "education_plan_adopted" or "education_plan_reviewed" or "education_plan_ended" => ("list-details", Tone.Info),
        "home_teaching_scheduled" => ("calendar", Tone.Info),
        "home_teaching_session_delivered" => ("school", Tone.Good),
        "home_teaching_session_missed" => ("alert-circle", Tone.Warning),
        "mandatory_report_filed" => ("phone", Tone.Bad),
        "case_received" => ("door-enter", Tone.Info),
        "case_closed" => ("lock", Tone.Neutral),
        "entry_corrected" => ("pencil", Tone.Neutral),
        "entry_withdrawn" => ("arrow-back-up", Tone.Neutral),
        _ => ("note", Tone.Neutral),
    };
}
