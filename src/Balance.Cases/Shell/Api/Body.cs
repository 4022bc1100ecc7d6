using System.Text.Json;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Shell.Api;

/// <summary>Reads what was sent, and names the field that cannot be read: the framework would only say that the request is bad.</summary>
public static class Body
{
    /// <summary>The body as JSON of this type.</summary>
    /// <exception cref="ValidationException">It is none; by field where the field is known.</exception>
    public static async Task<TBody> ReadAsync<TBody>(HttpContext http, CancellationToken ct)
    {
        if (!http.Request.HasJsonContentType()) throw Wrong("", T("请以 application/json 提交。", "Send application/json."));
        try
        {
            var options = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
            return await http.Request.ReadFromJsonAsync<TBody>(options, ct) ?? throw Wrong("", T("请提交内容。", "Send a body."));
        }
        catch (JsonException unreadable)
        {
            // Its message may quote what was typed; only its path is told.
            throw Wrong(unreadable.Path?.TrimStart('$', '.') ?? "", T("无法识别，请按接口文档填写：日期写作 2026-09-01，选项填代码。", "This cannot be read. Write days as 2026-09-01 and coded values as their codes; see the description of the interface."));
        }
    }

    private static ValidationException Wrong(string field, string words) => new([new ValidationFailure(field, words)]);
}
