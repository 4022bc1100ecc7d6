using Balance.Cases.Access;
using Balance.Cases.Shell.Api;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Cases;

/// <summary>Keeps filters and order of the list of cases under a name; whom was searched for is not kept.</summary>
public sealed record SaveView(Guid CommandId, string? Name, CaseListQuery? List)
{
    public sealed class Validator : AbstractValidator<SaveView>
    {
        public Validator()
        {
            RuleFor(asked => asked.CommandId).Identified();
            RuleFor(asked => asked.Name).NotEmpty().WithMessage(_ => T("请填写视图名称。", "Give the view a name."));
            RuleFor(asked => asked.List).NotNull().WithMessage(_ => T("请给出筛选和排序。", "Give filters and order."));
        }
    }
}

/// <summary>Other names for own views, and which of them are deleted; all at once.</summary>
public sealed record ChangeViews(IReadOnlyList<ViewChange>? Changes)
{
    public sealed class Validator : AbstractValidator<ChangeViews>
    {
        public Validator()
        {
            RuleFor(asked => asked.Changes).NotEmpty().WithMessage(_ => T("请说明更改哪些视图。", "Say which views change."));
            RuleFor(asked => asked.Changes).Must(changes => changes is null || changes.DistinctBy(change => change.Id).Count() == changes.Count)
                .WithMessage(_ => T("同一个视图只能更改一次。", "A view is changed once."));
        }
    }
}

/// <summary>我的视图 over HTTP: an officer's own, as the page keeps them.</summary>
internal static class ViewEndpoints
{
    /// <summary>Below <c>/api/cases/views</c>.</summary>
    public static void MapViews(this RouteGroupBuilder cases)
    {
        cases.MapGet("/views", AllAsync).Produces<IReadOnlyList<SavedView>>().WithSummary("The lists that you keep, in the order in which they were made.");
        cases.MapPost("/views", SaveAsync).Accepts<SaveView>("application/json").Produces<IReadOnlyList<SavedView>>().ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity).WithSummary("Keeps filters and order of the list under a name.");
        cases.MapPost("/views/change", ChangeAsync).Accepts<ChangeViews>("application/json").Produces<IReadOnlyList<SavedView>>().ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity).WithSummary("Gives lists that you keep other names, and deletes those without one.");
    }

    private static async Task<IResult> AllAsync(HttpContext http, SavedViews views, CancellationToken ct) => Results.Ok(await views.OfAsync(Principal.From(http.User), ct));

    private static async Task<IResult> SaveAsync(HttpContext http, SavedViews views, CancellationToken ct)
    {
        var asked = await Body.ReadAsync<SaveView>(http, ct);
        await new SaveView.Validator().ValidateAndThrowAsync(asked, ct);
        await views.SaveAsync(asked.CommandId, asked.Name!, asked.List!, Principal.From(http.User), ct);
        return await AllAsync(http, views, ct);
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, SavedViews views, CancellationToken ct)
    {
        var asked = await Body.ReadAsync<ChangeViews>(http, ct);
        await new ChangeViews.Validator().ValidateAndThrowAsync(asked, ct);
        await views.ChangeAsync(asked.Changes!, Principal.From(http.User), ct);
        return await AllAsync(http, views, ct);
    }
}
