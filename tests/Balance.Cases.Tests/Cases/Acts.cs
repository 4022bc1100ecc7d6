using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Balance.Cases.Tests.Cases;

/// <summary>An answer of the HTTP interface, read.</summary>
internal sealed record Answer(HttpStatusCode Status, JsonElement Body)
{
    public string? Code => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("code", out var code) ? code.GetString() : null;

    public long Version => Body.GetProperty("version").GetInt64();

    public Guid Entry => Body.GetProperty("entries")[0].GetGuid();

    /// <summary>What is said of a field.</summary>
    public string Of(string field) => Body.GetProperty("errors").GetProperty(field)[0].GetString()!;
}

/// <summary>Requests to the HTTP interface, and for every act a body that a clerk could have filled in.</summary>
internal static class Acts
{
    /// <summary>Acts in any case, by hand.</summary>
    public static readonly string[] OfAnyCase =
    [
        "open", "open-provisional", "raise-concern", "withdraw-concern", "report-absence", "verify", "confirm-dropout", "assign", "log-visit", "file-report", "escalate",
        "legal-step", "record-return", "confirm-return", "check-attendance", "mandatory-report", "add-note", "correct-entry", "withdraw-entry", "close", "reopen",
        "correct-number", "merge", "erase-identity",
    ];

    /// <summary>Acts for a disabled child.</summary>
    public static readonly string[] OfDisability =
    [
        "register-disability", "assess-needs", "decide-placement", "contest-placement", "end-placement", "adopt-plan", "review-plan", "end-plan",
        "schedule-home-teaching", "log-home-teaching", "log-missed-session", "refer-rehabilitation", "answer-rehabilitation", "ask-centre", "answer-centre",
    ];

    /// <summary>Places, transition, transfers.</summary>
    public static readonly string[] OfMoves =
        ["secure-place", "file-fee-complaint", "answer-fee-complaint", "hand-over", "answer-transition", "transfer", "accept-transfer", "return-transfer"];

    /// <summary>Care, protection and help.</summary>
    public static readonly string[] OfCare =
    [
        "report-harm", "protection-step", "settle-harm", "record-guardianship", "log-parent-contact", "adopt-care-plan", "log-care-visit", "admonish-guardian",
        "grant-aid", "record-living", "plan-learning-support", "review-learning-support", "screen-mental-health", "log-intervention",
    ];

    /// <summary>Papers and files.</summary>
    public static readonly string[] OfPapers = ["issue-document", "serve-document", "attach-evidence"];

    /// <summary>Every act that the interface has: one that is added and stands nowhere here fails a test.</summary>
    public static readonly string[] All = [.. OfAnyCase, .. OfDisability, .. OfMoves, .. OfCare, .. OfPapers];

    /// <summary>Fields beside command and version, complete and without any doubt of form.</summary>
    public static Dictionary<string, object?> Fields(string act, Guid? entry = null) => act switch
    {
        "open" => new() { ["concern"] = "left_behind", ["note"] = "父母外出" },
        "open-provisional" => new() { ["concern"] = "dropout_risk", ["name"] = "周无名", ["birthDate"] = "2014-05-01" },
        "raise-concern" => new() { ["concern"] = "hardship" },
        "withdraw-concern" => new() { ["concern"] = "hardship", ["note"] = "已脱贫" },
        "report-absence" => new() { ["absentSince"] = "2026-03-02", ["note"] = "三天未到校" },
        "verify" => new() { ["finding"] = "dropped_out" },
        "confirm-dropout" => new() { ["reason"] = "work" },
        "assign" => new() { ["level"] = "school", ["officer"] = "nobody", ["due"] = "2026-10-30" },
        "log-visit" => new() { ["outcome"] = "refused", ["who"] = "班主任", ["note"] = "家长不同意" },
        "file-report" => new() { ["to"] = "both", ["number"] = "东乡中学〔2026〕3号" },
        "escalate" => new() { ["why"] = "多次劝返无效" },
        "legal-step" => new() { ["step"] = "education", ["number"] = "东政〔2026〕8号", ["servedOn"] = "2026-04-20", ["deadline"] = "2026-04-27" },
        "record-return" => new() { ["placement"] = "regular", ["school"] = CaseOffice.School, ["grade"] = 7, ["proof"] = "在校证明" },
        "confirm-return" => new() { ["return"] = entry ?? Guid.NewGuid() },
        "check-attendance" => new() { ["result"] = "present" },
        "mandatory-report" => new() { ["to"] = "police", ["signs"] = "疑似受到侵害" },
        "add-note" => new() { ["text"] = "与家长通话" },
        "correct-entry" => new() { ["wrong"] = entry ?? Guid.NewGuid(), ["why"] = "写错了", ["right"] = new { happenedOn = "2026-03-03" } },
        "withdraw-entry" => new() { ["wrong"] = entry ?? Guid.NewGuid(), ["why"] = "登记错人" },
        "close" => new() { ["why"] = "稳定就读" },
        "correct-number" or "merge" => new() { ["number"] = Given.Files.Child("2013-04-04"), ["why"] = "出生证明查明" },
        "erase-identity" => new() { ["basis"] = "purpose_ended" },
        "issue-document" => new() { ["kind"] = "persuasion_record" },
        "serve-document" => new() { ["document"] = entry ?? Guid.NewGuid(), ["receipt"] = "监护人签收" },
        "attach-evidence" => new() { ["content"] = Convert.ToBase64String([0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3]), ["name"] = "返校照片" },
        "reopen" => new() { ["why"] = "误销号" },
        "register-disability" => new() { ["category"] = "intellectual", ["disabilityLevel"] = 1, ["source"] = "register", ["certificate"] = "残疾人证" },
        "assess-needs" => new() { ["advised"] = "home_teaching", ["members"] = "张医生、王老师", ["result"] = "不能坐起，能认人" },
        "decide-placement" => new() { ["placement"] = "home_teaching", ["school"] = CaseOffice.School },
        "contest-placement" => new() { ["contestant"] = "guardian", ["why"] = "希望到校" },
        "end-placement" => new() { ["reason"] = "recovered" },
        "adopt-plan" => new()
        {
            ["levelNow"] = "会用手势", ["participants"] = "家长、班主任", ["guardianSigned"] = true,
            ["goals"] = new object[] { new { term = "long", text = "能独立进食" }, new { term = "short", of = 1, text = "会拿勺子", measure = "十次中八次" } },
            ["services"] = new object[] { new { kind = "teaching", per = "week", times = 1, minutes = 60, place = "home", who = "送教教师" } },
        },
        "review-plan" => new() { ["guardianSigned"] = true, ["goals"] = new object[] { new { number = 1, result = "partly_met" }, new { number = 2, result = "met", note = "已会" } } },
        "end-plan" => new() { ["reason"] = "goals_met" },
        "schedule-home-teaching" => new() { ["mainTeacher"] = "nobody", ["per"] = "week", ["visits"] = 1, ["hoursEach"] = 2, ["until"] = "2027-01-20" },
        "log-home-teaching" => new() { ["hours"] = 2, ["startedAt"] = "14:30:00", ["performance"] = "愿意配合", ["guardianSigned"] = true },
        "log-missed-session" => new() { ["reason"] = "child_ill", ["hours"] = 2, ["makeUpBy"] = "2026-10-30" },
        "refer-rehabilitation" => new() { ["kind"] = "training", ["why"] = "下肢肌张力高" },
        "answer-rehabilitation" => new() { ["referral"] = entry ?? Guid.NewGuid(), ["advice"] = "每周两次训练" },
        "ask-centre" => new() { ["centre"] = "Z2113000001" },
        "answer-centre" => new() { ["handover"] = entry ?? Guid.NewGuid(), ["answer"] = "accepted" },
        "secure-place" => new() { ["school"] = CaseOffice.School, ["ownership"] = "public", ["proof"] = "residence_permit", ["mixed"] = true },
        "file-fee-complaint" => new() { ["school"] = CaseOffice.School, ["what"] = "另收借读费" },
        "answer-fee-complaint" => new() { ["complaint"] = entry ?? Guid.NewGuid(), ["outcome"] = "refunded" },
        "hand-over" => new() { ["toSchool"] = CaseOffice.SchoolElsewhere },
        "answer-transition" => new() { ["handed"] = entry ?? Guid.NewGuid(), ["answer"] = "received" },
        "transfer" => new() { ["reach"] = "within_county", ["toSchool"] = CaseOffice.SchoolElsewhere },
        "accept-transfer" => new() { ["transfer"] = entry ?? Guid.NewGuid() },
        "return-transfer" => new() { ["transfer"] = entry ?? Guid.NewGuid(), ["reason"] = "refused" },
        "report-harm" => new() { ["kind"] = "bullying", ["signs"] = new[] { "other_harm" }, ["what"] = "放学路上被围堵" },
        "protection-step" => new() { ["harm"] = entry ?? Guid.NewGuid(), ["step"] = "school_safety", ["note"] = "专人接送" },
        "settle-harm" => new() { ["harm"] = entry ?? Guid.NewGuid(), ["outcome"] = "dealt", ["why"] = "已处置" },
        "record-guardianship" => new() { ["caregiver"] = "grandparents", ["delegation"] = "written", ["quality"] = "good", ["contactDays"] = 7, ["who"] = "祖母" },
        "log-parent-contact" => new() { ["outcome"] = "reached", ["note"] = "视频通话" },
        "adopt-care-plan" => new() { ["programme"] = "hope_cottage", ["visitDays"] = 14, ["reviewOn"] = "2026-12-31" },
        "log-care-visit" => new() { ["programme"] = "love_station", ["note"] = "一切都好" },
        "admonish-guardian" => new() { ["admonishedBy"] = "school", ["why"] = "长期不管" },
        "grant-aid" => new() { ["scheme"] = "寄宿生生活补助", ["yuan"] = 625, ["group"] = "orphan", ["term"] = "2026-1" },
        "record-living" => new() { ["boards"] = true, ["mealPlan"] = true },
        "plan-learning-support" => new() { ["weak"] = new[] { "mathematics" }, ["shortGoal"] = "及格", ["measures"] = "课后辅导" },
        "review-learning-support" => new() { ["plan"] = entry ?? Guid.NewGuid(), ["progress"] = "some" },
        "screen-mental-health" => new() { ["risk"] = "moderate", ["result"] = "情绪低落" },
        "log-intervention" => new() { ["kind"] = "individual", ["note"] = "谈话一次" },
        _ => throw new ArgumentException(act, nameof(act)),
    };

    /// <summary>A whole body.</summary>
    public static Dictionary<string, object?> Body(string act, string day = "2026-03-05", long version = 1, Guid? entry = null, object? fields = null)
    {
        var body = Fields(act, entry);
        body["commandId"] = Guid.NewGuid();
        body["occurredOn"] = day;
        if (!IsAddition(act)) body["version"] = version;
        if (fields is not null)
            foreach (var field in fields.GetType().GetProperties()) body[field.Name] = field.GetValue(fields);
        return body;
    }

    /// <summary>Acts that are taken whatever happened meanwhile.</summary>
    public static bool IsAddition(string act) =>
        act is "open" or "open-provisional" or "report-absence" or "log-visit" or "check-attendance" or "mandatory-report" or "add-note" or "attach-evidence" or "erase-identity"
            or "register-disability" or "log-home-teaching" or "log-missed-session" or "file-fee-complaint"
            or "report-harm" or "protection-step" or "log-parent-contact" or "log-care-visit" or "log-intervention" or "serve-document";

    public static Task<Answer> DoAsync(this HttpClient officer, Guid child, string act, string day = "2026-03-05", long version = 1, Guid? entry = null, object? fields = null) =>
        officer.SendAsync(child, act, Body(act, day, version, entry, fields));

    public static async Task<Answer> SendAsync(this HttpClient officer, Guid child, string act, object body) =>
        await ReadAsync(await officer.PostAsJsonAsync($"/api/cases/{child}/{act}", body));

    public static async Task<Answer> AskAsync(this HttpClient officer, string path) => await ReadAsync(await officer.GetAsync(path));

    /// <summary>Every page of the list of cases: what the first says, and the rows of all. Others open cases in the same county, more than a page of them.</summary>
    public static async Task<(JsonElement First, IReadOnlyList<JsonElement> Rows)> WholeListAsync(this HttpClient officer, string query = "")
    {
        JsonElement? first = null;
        var rows = new List<JsonElement>();
        for (var page = 1; ; page++)
        {
            var answer = (await officer.AskAsync($"/api/cases?pageSize=200&page={page}&{query}").Should(HttpStatusCode.OK)).Body;
            first ??= answer;
            rows.AddRange(answer.GetProperty("rows").EnumerateArray());
            if (rows.Count >= answer.GetProperty("total").GetInt32()) return (first.Value, rows);
        }
    }

    /// <summary>The children whose cases it lists.</summary>
    public static async Task<IReadOnlyList<Guid>> ListedAsync(this HttpClient officer, string query = "") =>
        [.. (await officer.WholeListAsync(query)).Rows.Select(row => row.GetProperty("child").GetGuid())];

    /// <summary>Every child behind a figure.</summary>
    public static async Task<IReadOnlyList<Guid>> BehindAsync(this HttpClient officer, string query)
    {
        var children = new List<Guid>();
        while (true)
        {
            var answer = (await officer.AskAsync($"/api/indicators/children?take=200&skip={children.Count}&{query}").Should(HttpStatusCode.OK)).Body;
            children.AddRange(answer.GetProperty("children").EnumerateArray().Select(row => row.GetProperty("child").GetGuid()));
            if (children.Count >= answer.GetProperty("total").GetInt32()) return children;
        }
    }

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            return new Answer(response.StatusCode, text.StartsWith('{') || text.StartsWith('[') ? JsonDocument.Parse(text).RootElement : default);
        }
    }

    /// <summary>As expected, and where not, the answer's code and words instead of a bare number.</summary>
    public static Answer Should(this Answer answer, HttpStatusCode status, string? code = null)
    {
        answer.Status.ShouldBe(status, $"{answer.Code} {(answer.Body.ValueKind == JsonValueKind.Object && answer.Body.TryGetProperty("title", out var title) ? title.GetString() : "")}");
        if (code is not null) answer.Code.ShouldBe(code);
        return answer;
    }

    public static async Task<Answer> Should(this Task<Answer> answer, HttpStatusCode status, string? code = null) => (await answer).Should(status, code);
}
