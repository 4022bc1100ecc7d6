using System.Security.Cryptography;
using Balance.Cases.Access;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Desk;

namespace Balance.Cases.Cases;

/// <summary>What following a register up came to, or in a preview would come to.</summary>
/// <param name="On">The day of the register.</param>
/// <param name="Shown">Children that it shows.</param>
/// <param name="Opened">Files that began.</param>
/// <param name="Updated">Files that were there and got the concern.</param>
public sealed record RegisterFollowed(DateOnly On, int Shown, int Opened, int Updated);

/// <summary>Opens or raises a concern for every child that a register of a day shows: once a child, again without effect. A room asks it with its own register.</summary>
public sealed class FollowRegister(CaseDesk desk, Counties counties)
{
    /// <summary>Follows them.</summary>
    /// <param name="preview">Decide and count, write nothing.</param>
    public async Task<RegisterFollowed> RunAsync(Concern concern, DateOnly on, IReadOnlyList<Guid> children, bool preview, Principal who, CancellationToken ct)
    {
        var run = Guid.CreateVersion7();
        var pack = await counties.PackOfAsync(who.Tenant, on, ct);
        var asked = new Domain.Students.Decisions.FollowRegister(on, concern);
        var done = await desk.ActManyAsync(run, who,
            [.. children.Select(child => new ChildWork(child, student => Casework.Decide(student, asked, new(who.Actor, on, For(run, child), pack, [], null)).Events))],
            new(preview, (within, _, opened, stop) => Whereabouts.FollowAsync(who.Tenant, opened, within, stop)), null, ct);
        return new(on, children.Count, done.Opened, done.Updated);
    }

    /// <summary>The run's command for one child, so that no two files hold an entry of one name.</summary>
    private static Guid For(Guid run, Guid child)
    {
        Span<byte> both = stackalloc byte[32];
        run.TryWriteBytes(both);
        child.TryWriteBytes(both[16..]);
        return new Guid(SHA256.HashData(both).AsSpan(0, 16));
    }
}
