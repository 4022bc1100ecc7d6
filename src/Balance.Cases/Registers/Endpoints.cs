using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Importing;
using Balance.Cases.Registers.Ledger;
using Balance.Cases.Shell.Api;
using Balance.Cases.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Balance.Cases.Registers;

/// <summary>Imports over HTTP, the same as from page and command line.</summary>
public static class Endpoints
{
    /// <summary>A population of a million rows, and room.</summary>
    private const long LargestFile = 1L << 30;

    /// <summary>Maps them below <c>/api/imports</c>. The county bureau alone sends files in.</summary>
    public static void MapImports(this RouteGroupBuilder api) => api
        .MapPost("/imports/{kind}", ImportAsync).WithTags("imports")
        .Needs(Right.ImportRegisters)
        // The header that the group asks for stands in for the token of a page's form.
        .DisableAntiforgery()
        .WithFormOptions(multipartBodyLengthLimit: LargestFile)
        .WithMetadata(new RequestSizeLimitAttribute(LargestFile))
        .Produces<ImportAnswer>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .WithSummary("Takes a register or the ledger in, as CSV or XLSX; rejected rows are listed, the first 1,000 of them, and everything else is applied.");

    private static async Task<IResult> ImportAsync(
        string kind, IFormFile? file, [FromForm] string? asOf, [FromForm] string? schoolYear, [FromForm] string? strict, [FromForm] string? replace, [FromForm] string? confirm,
        [FromForm] string? school, HttpContext http, RegisterImporter registers, LedgerImporter ledger, CancellationToken ct)
    {
        var asked = new Asked();
        var of = asked.Choice<RegisterKind>("kind", kind.Replace('-', '_'), needed: true);
        var day = asked.Day("asOf", asOf, needed: true);
        var year = asked.Number("schoolYear", schoolYear, 1986, 9998);
        if (file is null || file.Length == 0) asked.Day("file", null, needed: true);
        asked.ThrowIfWrong();

        await using var content = file!.OpenReadStream();
        SentKinds.Check(file.FileName, content);
        var request = new ImportRequest(of!.Value, Path.GetFileName(file.FileName), content, day!.Value, year)
        {
            Strict = IsTrue(strict), Replace = IsTrue(replace), Confirm = IsTrue(confirm), School = string.IsNullOrWhiteSpace(school) ? null : school.Trim(),
        };
        var who = Principal.From(http.User);
        return Results.Ok(ImportAnswer.Of(request.Kind == RegisterKind.Ledger ? await ledger.ImportAsync(request, who, ct) : await registers.ImportAsync(request, who, ct)));
    }

    private static bool IsTrue(string? text) => text is "true" or "on" or "1";
}
