using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;

namespace Balance.Cases.Migrants.Between;

/// <summary>A child that another county has sent and that waits for the answer; who it is stands on the page behind.</summary>
/// <param name="ToSchool">The school that the sender named; null: none.</param>
/// <param name="Status">Where the case stands there.</param>
/// <param name="Concerns">What the child is followed for there.</param>
public sealed record IncomingTransfer(
    Guid Id, string FromCounty, string FromName, DateOnly SentOn, DateOnly AnswerBy, string? ToSchool, string? ToSchoolName, CaseStatus Status, IReadOnlyList<Concern> Concerns, int Entries);

/// <summary>One that waits no more.</summary>
public sealed record EndedTransfer(string FromCounty, string FromName, DateOnly SentOn, DateOnly EndedOn, SentOutcome Outcome);

/// <summary>What other counties have sent to this one.</summary>
/// <param name="Ended">Of the last days, the latest first.</param>
public sealed record IncomingList(DateOnly Today, IReadOnlyList<IncomingTransfer> Waiting, IReadOnlyList<EndedTransfer> Ended);

/// <summary>Who the child is, while it waits. Its number is masked.</summary>
public sealed record IncomingChild(
    IncomingTransfer Transfer, string Name, string MaskedNumber, DateOnly? BirthDate, Sex? Sex, string GuardianName, string GuardianPhone, string? Note)
{
    /// <summary>The transfer's id, never a value.</summary>
    public override string ToString() => $"{nameof(IncomingChild)} {Transfer.Id}";
}

/// <summary>One that waits, with the file of the county that sent it.</summary>
internal sealed record OpenTransfer(SentTransfer Sent, Guid Entry, StudentTransferred Says, StudentCase File);

/// <summary>
/// What waits for a county's bureau. It is all that is open of the other county: while it waits, to those who may receive, and each look at who
/// the child is stands in the access logs of both.
/// </summary>
public sealed class IncomingTransfers(
    SentTransfers sent, Counties counties, CasesDatabase database, Books books, Vault vault, AccessLog log, TimeProvider clock) : IAlsoWaits
{
    private const int EndedFor = 30;

    /// <inheritdoc/>
    public Type Component => typeof(IncomingPart);

    /// <inheritdoc/>
    public async Task<int> CountAsync(Principal who, CancellationToken ct) => who.May(Right.ReceiveTransfer) ? (await OpenAsync(who, ct)).Count : 0;

    /// <summary>The list.</summary>
    /// <exception cref="Refusal"><c>forbidden</c>.</exception>
    public async Task<IncomingList> OfAsync(Principal who, CancellationToken ct)
    {
        await log.MustAsync(who, Right.ReceiveTransfer, null, ct);
        var today = clock.Today();
        var waiting = new List<IncomingTransfer>();
        foreach (var open in await OpenAsync(who, ct)) waiting.Add(await DescribeAsync(open, who, ct));
        var ended = new List<EndedTransfer>();
        foreach (var one in await sent.EndedAsync(who.Tenant, today.AddDays(-EndedFor), ct))
            ended.Add(new(one.From, await sent.NameAsync(one.From, ct), one.SentOn, one.EndedOn!.Value, one.Outcome!.Value));
        return new(today, [.. waiting.OrderBy(one => one.AnswerBy)], [.. ended.OrderByDescending(one => one.EndedOn)]);
    }

    /// <summary>Who the child is; that it was looked at is written down in both counties first.</summary>
    /// <exception cref="Refusal"><c>forbidden</c>, <c>not_found</c>, <c>transfer_not_waiting</c>.</exception>
    public async Task<IncomingChild> ReadAsync(Guid id, Principal who, CancellationToken ct)
    {
        var open = await MustWaitAsync(id, who, ct);
        await log.ReadAcross(who, id, open.Sent.From, open.Sent.Child, ct);
        var person = await vault.RevealAsync(open.Sent.From, open.Sent.Child, ct) ?? throw NotWaiting();
        var note = open.Says.Note is { } told ? await vault.OpenTextAsync(open.Sent.From, open.Sent.Child, told, ct) : null;
        return new(await DescribeAsync(open, who, ct), person.Name, person.MaskedNumber, person.BirthDate, person.Sex, person.GuardianName, person.GuardianPhone, note);
    }

    /// <summary>One that waits for the officer's county. What another county was asked does not exist here.</summary>
    /// <exception cref="Refusal"><c>forbidden</c>, <c>not_found</c>, <c>transfer_not_waiting</c>.</exception>
    internal async Task<OpenTransfer> MustWaitAsync(Guid id, Principal who, CancellationToken ct)
    {
        await log.MustAsync(who, Right.ReceiveTransfer, id, ct);
        if (await sent.FindAsync(id, who.Tenant, ct) is not { } one)
        {
            await log.Denied(who, Right.ReceiveTransfer.Code(), id, ct);
            throw new Refusal("not_found", "没有这件外县转学，或不是转来本县的。", "No such transfer has been sent to this county.");
        }
        return await OpenAsync([one], ct) is [var open] ? open : throw NotWaiting();
    }

    internal static Refusal NotWaiting() => new("transfer_not_waiting", "这次转学已有答复、已退回或已被对方撤回。", "This transfer has been answered, has come back, or was withdrawn.");

    private async Task<IReadOnlyList<OpenTransfer>> OpenAsync(Principal who, CancellationToken ct) => await OpenAsync(await sent.OpenAsync(who.Tenant, ct), ct);

    private async Task<IReadOnlyList<OpenTransfer>> OpenAsync(IReadOnlyList<SentTransfer> some, CancellationToken ct)
    {
        var files = await sent.FilesAsync(some, ct);
        return
        [
            .. from one in some
               where one.EndedOn is null
               let file = files.GetValueOrDefault(one.Id)
               let waiting = SentTransfers.WaitingIn(file, one.To)
               where waiting is not null
               select new OpenTransfer(one, waiting.Value.Entry, waiting.Value.Sent, file),
        ];
    }

    private async Task<IncomingTransfer> DescribeAsync(OpenTransfer open, Principal who, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var rolls = await RollHistory.ReadAsync((await books.OfAsync(open.Sent.From, connection, ct)).Book, clock.Today(), [open.Sent.Child], connection, ct);
        var summary = CaseSummary.Of(open.File.Student, clock.Today(), await counties.PackOfAsync(open.Sent.From, ct), rolls.MarksOf(open.Sent.Child)).For(who);
        var school = open.Says.ToSchool;
        var own = (await books.OfAsync(who.Tenant, connection, ct)).Places;
        return new(open.Sent.Id, open.Sent.From, await sent.NameAsync(open.Sent.From, ct), open.Says.OccurredOn, open.Says.AnswerBy, school, school is null ? null : own.NameOf(school),
            summary.Status, summary.Concerns, open.File.Student.Entries.Count);
    }
}
