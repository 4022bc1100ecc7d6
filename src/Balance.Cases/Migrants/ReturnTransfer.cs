using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Migrants.Between;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using static Balance.Cases.Shell.Text;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Migrants;

/// <summary>A transfer comes back. One that nobody answered the clock returns, as the system's user.</summary>
/// <param name="Transfer">The entry that comes back.</param>
public sealed record ReturnTransfer(Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, Guid Transfer, TransferReturn? Reason, string? Note)
    : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<ReturnTransfer>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Transfer).NotEmpty().WithMessage(_ => T("请指明退回哪一次转学。", "Say which transfer comes back."));
            RuleFor(command => command.Reason).Chosen();
            RuleFor(command => command.Note).Short();
        }
    }
}

/// <summary>Returns it: the sender answers for the child again, and the school that was asked reads it no more.</summary>
public static class ReturnTransferHandler
{
    public static async Task<Receipt> Handle(ReturnTransfer command, Principal who, CommandSlip slip, CaseHandling cases, Moving moving, TimeProvider clock, CancellationToken ct)
    {
        var receipt = await cases.DecideAsync(new(who, slip, Right.ReturnTransfer), command, [command.Note],
            (_, text) => new Decisions.ReturnTransfer(command.OccurredOn, command.Transfer, command.Reason!.Value, text[0]), ct,
            (connection, stop) => SentTransfers.EndAsync(who.Tenant, command.Child, command.Reason == TransferReturn.NeverAnswered ? SentOutcome.NeverAnswered : SentOutcome.Returned, clock.Today(), connection, stop));
        moving.Forget(who);
        return receipt;
    }
}
