using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Npgsql;
using Decisions = Balance.Cases.Domain.Students.Decisions;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Migrants.Between;

/// <summary>接收外县转学: a child that another county has sent is this county's from now on, at that school.</summary>
/// <param name="Sent">What waits.</param>
/// <param name="Note">For the county that sent it.</param>
public sealed record AcceptSent(Guid CommandId, Guid Sent, DateOnly OccurredOn, string? School, string? Note)
{
    public sealed class Validator : AbstractValidator<AcceptSent>
    {
        public Validator()
        {
            RuleFor(asked => asked.CommandId).Identified();
            RuleFor(asked => asked.Sent).NotEmpty().WithMessage(_ => T("请指明接收哪一次转学。", "Say which transfer is accepted."));
            RuleFor(asked => asked.OccurredOn).HappenedOn();
            RuleFor(asked => asked.School).NotEmpty().WithMessage(_ => T("请选择接收学校。", "Choose the receiving school.")).SchoolCode();
            RuleFor(asked => asked.Note).Short();
        }
    }

    /// <summary>Nothing of what was typed.</summary>
    public override string ToString() => $"{nameof(AcceptSent)} {CommandId}";
}

/// <summary>退回外县转学: the child is not taken, or has not come.</summary>
/// <param name="Sent">What waits.</param>
/// <param name="Note">For the county that sent it.</param>
public sealed record ReturnSent(Guid CommandId, Guid Sent, DateOnly OccurredOn, TransferReturn? Reason, string? Note)
{
    public sealed class Validator : AbstractValidator<ReturnSent>
    {
        public Validator()
        {
            RuleFor(asked => asked.CommandId).Identified();
            RuleFor(asked => asked.Sent).NotEmpty().WithMessage(_ => T("请指明退回哪一次转学。", "Say which transfer comes back."));
            RuleFor(asked => asked.OccurredOn).HappenedOn();
            RuleFor(asked => asked.Reason).Chosen();
            RuleFor(asked => asked.Note).Told();
        }
    }

    /// <summary>Nothing of what was typed.</summary>
    public override string ToString() => $"{nameof(ReturnSent)} {CommandId}";
}

/// <summary>Answers for the receiving county. Both files, identity, history and where the child is change in one transaction, or nothing does.</summary>
public sealed class TransferReception(
    IncomingTransfers incoming, HistoryCarrier histories, CaseDesk desk, Vault vault, Moving moving, ChildLooks looks, CaseContexts contexts, CasesDatabase database, IdentityHash hash, Grants grants,
    Books books, AccessLog log, TimeProvider clock)
{
    /// <summary>So often it is begun anew because the other county went on writing.</summary>
    private const int Attempts = 5;

    /// <summary>Takes the child; the receipt is of its file here.</summary>
    /// <exception cref="Refusal"><c>forbidden</c>, <c>not_found</c>, <c>transfer_not_waiting</c>, <c>unknown_school</c>, <c>command_reused</c>, or a decision's own.</exception>
    /// <exception cref="ValidationException">Field by field.</exception>
    public async Task<Receipt> AcceptAsync(AcceptSent asked, Principal who, CancellationToken ct)
    {
        await log.MustAsync(who, Right.ReceiveTransfer, null, ct);
        await new AcceptSent.Validator().ValidateAndThrowAsync(asked, ct);
        var slip = WhoActs.SlipOf(asked, asked.CommandId, who, hash);
        if (await desk.BeforeAsync(slip, who, ct) is { } before) return before;
        var school = await moving.SchoolAsync(who, asked.School!, ct);
        for (var attempt = 1; ; attempt++)
            try
            {
                var open = await incoming.MustWaitAsync(asked.Sent, who, ct);
                var receipt = await AcceptAsync(asked, open, school, slip, who, ct);
                grants.Forget(open.Sent.From);
                grants.Forget(who.Tenant);
                return receipt;
            }
            catch (Conflict) when (attempt < Attempts)
            {
                // Something was entered there meanwhile: it comes along too.
            }
    }

    /// <summary>Sends it back: the county that sent it answers for the child again, and asks where it is.</summary>
    /// <exception cref="Refusal"><c>forbidden</c>, <c>not_found</c>, <c>transfer_not_waiting</c>, <c>command_reused</c>, or the decision's own.</exception>
    /// <exception cref="ValidationException">Field by field.</exception>
    public async Task ReturnAsync(ReturnSent asked, Principal who, CancellationToken ct)
    {
        await log.MustAsync(who, Right.ReceiveTransfer, null, ct);
        await new ReturnSent.Validator().ValidateAndThrowAsync(asked, ct);
        var slip = WhoActs.SlipOf(asked, asked.CommandId, who, hash);
        if (await desk.BeforeAsync(slip, who, ct) is not null) return;
        for (var attempt = 1; ; attempt++)
            try
            {
                var open = await incoming.MustWaitAsync(asked.Sent, who, ct);
                var (_, note, context) = await ThereAsync(open, asked.CommandId, asked.Note, who, ct);
                var command = new Decisions.ReturnTransfer(asked.OccurredOn, open.Entry, asked.Reason!.Value, note);
                await desk.DecideElsewhereAsync(slip, who, open.Sent.From, open.Sent.Child, open.File.Version, student => Casework.Decide(student, command, context),
                    (connection, stop) => EndAsync(open.Sent, SentOutcome.Returned, connection, stop), ct);
                grants.Forget(open.Sent.From);
                return;
            }
            catch (Conflict) when (attempt < Attempts)
            {
                // Something was entered there meanwhile: it is decided on what stands now.
            }
    }

    private async Task<Receipt> AcceptAsync(AcceptSent asked, OpenTransfer open, School school, CommandSlip slip, Principal who, CancellationToken ct)
    {
        var (place, note, there) = await ThereAsync(open, asked.CommandId, asked.Note, who, ct);
        var proof = note ?? await vault.SealTextAsync(open.Sent.From, open.Sent.Child, T($"{who.Tenant} 教育局在本系统中接收，学校 {school.Code}", $"Accepted in this system by the bureau of {who.Tenant}, school {school.Code}"), ct);
        var sending = new Decisions.AcceptTransfer(asked.OccurredOn, open.Entry, note) { School = school.Code, Proof = proof };
        // Asked before anything leaves the other county: what would be refused carries nothing away.
        if (Casework.Decide(open.File.Student, sending, there).Refused is { } refused) throw new Refusal(refused.Code, refused.Chinese, refused.English);

        var history = await histories.MakeAsync(open, who, ct);
        var content = history.ToBytes();
        var student = open.File.Student;
        var receiving = new Decisions.ReceiveCase(asked.OccurredOn, open.Sent.From, open.Entry, school.Code, student.Entries.Count, Digest.Of(content),
            CaseSummary.StatusOn(student, clock.Today(), there.Rolls), student.Concerns) { InCrisis = student.IsInCrisis };
        var here = await contexts.OfCountyAsync(who, asked.CommandId, ct);
        return await desk.DecideAcrossAsync(slip, who, new CaseAcross(
            open.Sent.From, open.Sent.Child, open.File.Version,
            (transaction, stop) => TakeAsync(open, who, transaction, stop),
            sent => Casework.Decide(sent, sending, there),
            received => Casework.Decide(received, receiving, here),
            async (connection, child, stop) =>
            {
                await histories.KeepAsync(open, content, who.Tenant, child, connection, stop);
                await Whereabouts.FollowAsync(who.Tenant, [child], connection, stop);
                await Whereabouts.MoveAsync(who.Tenant, child, school.Code, place?.Grade, clock.Today(), connection, stop);
                // Once more: of one that comes back the registers now say again where it lives.
                await Whereabouts.FollowAsync(who.Tenant, [child], connection, stop);
                await Whereabouts.DepartAsync(open.Sent.From, open.Sent.Child, clock.Today(), connection, stop);
                await SentTransfers.EndAsync(open.Sent.From, open.Sent.Child, SentOutcome.Accepted, clock.Today(), connection, stop);
            }), ct);
    }

    /// <summary>Of two who take the child at once the second waits here, and finds that it waits no more.</summary>
    private async Task<Guid> TakeAsync(OpenTransfer open, Principal who, NpgsqlTransaction transaction, CancellationToken ct)
    {
        if (!await SentTransfers.HoldAsync(open.Sent, transaction.Connection!, ct)) throw IncomingTransfers.NotWaiting();
        return await vault.TakeOverAsync(transaction, open.Sent.From, open.Sent.Child, who.Tenant, ct);
    }

    private async Task EndAsync(SentTransfer sent, SentOutcome outcome, NpgsqlConnection connection, CancellationToken ct)
    {
        if (!await SentTransfers.HoldAsync(sent, connection, ct)) throw IncomingTransfers.NotWaiting();
        await SentTransfers.EndAsync(sent.From, sent.Child, outcome, clock.Today(), connection, ct);
    }

    /// <summary>What an entry in the sending county's file needs: where the child is there, the note under its key there, and what a decision has to know. It is recorded by the officer of this county.</summary>
    private async Task<(Place? Place, SealedText? Note, DecisionContext Context)> ThereAsync(OpenTransfer open, Guid command, string? note, Principal who, CancellationToken ct)
    {
        var there = who with { Tenant = open.Sent.From };
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        await books.OfAsync(there.Tenant, connection, ct);
        var look = await looks.OfAsync(there.Tenant, open.Sent.Child, connection, ct);
        return (look.Place, vault.SealTexts(there.Tenant, open.Sent.Child, look.Key, [note])[0], await contexts.OfAsync(there, open.Sent.Child, command, look, ct));
    }
}
