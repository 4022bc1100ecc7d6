using Balance.Cases.Storage;
using FluentValidation.Results;
using Microsoft.AspNetCore.Http;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Shell.Api;

/// <summary>Errors as RFC 9457 tells them, with a stable <c>code</c> and words in the reader's language.</summary>
public static class Problem
{
    /// <summary>One that concerns the whole request.</summary>
    public static IResult Of(int status, string code, string words, IDictionary<string, object?>? more = null) =>
        Results.Problem(words, statusCode: status, title: words, extensions: With(code, more));

    /// <summary>A refusal: what does not exist for this officer is not found, what the role may not is forbidden, and everything else is a decision.</summary>
    public static IResult Of(Refusal refusal) => Of(refusal.Code switch
    {
        "not_found" or "no_case" or "unknown_county" => StatusCodes.Status404NotFound,
        "forbidden" => StatusCodes.Status403Forbidden,
        "command_reused" => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    }, refusal.Code, T(refusal.Chinese, refusal.English));

    /// <summary>Fields that have to be put right, each with what to do.</summary>
    public static IResult Of(IEnumerable<ValidationFailure> failures) => Results.ValidationProblem(
        failures.GroupBy(failure => FieldOf(failure.PropertyName)).ToDictionary(field => field.Key, field => field.Select(failure => failure.ErrorMessage).Distinct().ToArray()),
        title: T("请改正以下各项。", "Put these right."), extensions: With("invalid", null));

    private static string FieldOf(string property) => string.Join('.', property.Split('.').Select(part => part.Length == 0 ? part : char.ToLowerInvariant(part[0]) + part[1..]));

    private static Dictionary<string, object?> With(string code, IDictionary<string, object?>? more) =>
        new(more ?? new Dictionary<string, object?>()) { ["code"] = code };
}
