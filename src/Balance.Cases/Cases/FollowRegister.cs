using System.Security.Cryptography;
using Balance.Cases.Access;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers;
using Balance.Cases.Shell.Api;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Desk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Cases;

/// <summary>Which register is to be followed up.</summary>
/// <param name="AsOf">The latest by this day; none: by today.</param>
public sealed record FollowAsked(DateOnly? AsOf);

/// <summary>What following a register up came to, or in a preview would come to.</summary>
/// <param name="On">The day of the register.</param>
/// <param name="Shown">Children that it shows.</param>
/// <param name="Opened">Files that began.</param>
/// <param name="Updated">Files that were there and got an entry.</param>
public sealed record RegisterFollowed(DateOnly On, int Shown, int Opened, int Updated);

/// <summary>Opens or raises a concern for every child that a register of a day shows: once a child, again without effect. A room asks it with its own register.</summary>
public sealed class FollowRegister(CaseDesk desk, Counties counties, TimeProvider clock)
{
    /// <summary>The day by which the register counts.</summary>
    /// <exception cref="Refusal"><c>date_in_future</c>.</exception>
    public DateOnly DayOf(DateOnly? asOf) => asOf is not { } day ? clock.Today() : day <= clock.Today() ? day
        : throw new Refusal("date_in_future", "日期不能晚于今天。", "The day lies in the future.");

    /// <summary>Follows them for a concern.</summary>
    /// <param name="preview">Decide and count, write nothing.</param>
    public Task<RegisterFollowed> RunAsync(Concern concern, DateOnly on, IReadOnlyList<Guid> children, bool preview, Principal who, CancellationToken ct)
    {
        var asked = new Domain.Students.Decisions.FollowRegister(on, concern);
        return RunAsync(on, [.. children.Select(child => (child, (StudentCommand)asked))], preview, who, ct);
    }

    /// <summary>Follows each as its row of the register says.</summary>
    /// <param name="preview">Decide and count, write nothing.</param>
    public async Task<RegisterFollowed> RunAsync(DateOnly on, IReadOnlyList<(Guid Child, StudentCommand Asked)> children, bool preview, Principal who, CancellationToken ct)
    {
        var run = Guid.CreateVersion7();
        var pack = await counties.PackOfAsync(who.Tenant, on, ct);
        var done = await desk.ActManyAsync(run, who,
            [.. children.Select(one => new ChildWork(one.Child, student => Casework.Decide(student, one.Asked, new(who.Actor, on, For(run, one.Child), pack, [], null)).Events))],
            new(preview, (within, _, opened, stop) => Whereabouts.FollowAsync(who.Tenant, opened, within, stop)), null, ct);
        return new(on, children.Count, done.Opened, done.Updated);
    }

    /// <summary>Maps a room's run over HTTP, with its preview beside it.</summary>
    internal static void Map<TRun>(RouteGroupBuilder group, Func<TRun, DateOnly?, bool, Principal, CancellationToken, Task<RegisterFollowed>> run, string summary) where TRun : notnull
    {
        MapOne(group, "/follow", run, preview: false, summary);
        MapOne(group, "/follow/preview", run, preview: true, "The same without effect.");
    }

    private static void MapOne<TRun>(
        RouteGroupBuilder group, string path, Func<TRun, DateOnly?, bool, Principal, CancellationToken, Task<RegisterFollowed>> run, bool preview, string summary) where TRun : notnull => group
        .MapPost(path, async (HttpContext http, CancellationToken ct) =>
            Results.Ok(await run(http.RequestServices.GetRequiredService<TRun>(), (await Body.ReadAsync<FollowAsked>(http, ct)).AsOf, preview, Principal.From(http.User), ct)))
        .Needs(Right.Screen)
        .Accepts<FollowAsked>("application/json").Produces<RegisterFollowed>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .WithSummary(summary);

    /// <summary>The run's command for one child, so that no two files hold an entry of one name.</summary>
    private static Guid For(Guid run, Guid child)
    {
        Span<byte> both = stackalloc byte[32];
        run.TryWriteBytes(both);
        child.TryWriteBytes(both[16..]);
        return new Guid(SHA256.HashData(both).AsSpan(0, 16));
    }
}
