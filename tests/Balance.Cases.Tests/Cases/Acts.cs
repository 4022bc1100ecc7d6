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
    /// <summary>Every act that the interface has, by hand: one that is added and stands nowhere here fails a test.</summary>
    public static readonly string[] All =
    [
        "open", "open-provisional", "raise-concern", "withdraw-concern", "report-absence", "verify", "confirm-dropout", "assign", "log-visit", "file-report", "escalate",
        "legal-step", "record-return", "confirm-return", "check-attendance", "mandatory-report", "add-note", "correct-entry", "withdraw-entry", "close", "reopen",
    ];

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
        "reopen" => new() { ["why"] = "误销号" },
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
        act is "open" or "open-provisional" or "report-absence" or "log-visit" or "check-attendance" or "mandatory-report" or "add-note";

    public static Task<Answer> DoAsync(this HttpClient officer, Guid child, string act, string day = "2026-03-05", long version = 1, Guid? entry = null, object? fields = null) =>
        officer.SendAsync(child, act, Body(act, day, version, entry, fields));

    public static async Task<Answer> SendAsync(this HttpClient officer, Guid child, string act, object body) =>
        await ReadAsync(await officer.PostAsJsonAsync($"/api/cases/{child}/{act}", body));

    public static async Task<Answer> AskAsync(this HttpClient officer, string path) => await ReadAsync(await officer.GetAsync(path));

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
