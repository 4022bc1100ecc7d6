using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using static Balance.Cases.Shell.Text;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Migrants;

/// <summary>接收: the other side has the child. Of a county that does not work here the bureau records the answer.</summary>
/// <param name="Transfer">The entry accepted.</param>
/// <param name="Note">Of a recorded answer what shows it.</param>
public sealed record AcceptTransfer(Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, Guid Transfer, string? Note) : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<AcceptTransfer>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Transfer).NotEmpty().WithMessage(_ => T("请指明接收哪一次转学。", "Say which transfer is accepted."));
            RuleFor(command => command.Note).Short();
        }
    }
}

/// <summary>Records it; the case is the receiving school's in the same moment, or that of no school of this county.</summary>
public static class AcceptTransferHandler
{
    public static async Task<Receipt> Handle(AcceptTransfer command, Principal who, CommandSlip slip, CaseHandling cases, Moving moving, CancellationToken ct)
    {
        StudentTransferred? sent = null;
        var receipt = await cases.DecideAsync(new(who, slip, Right.AcceptTransfer), command, [command.Note],
            (student, text) =>
            {
                sent = student?.OpenTransfer?.Happened as StudentTransferred;
                return new Decisions.AcceptTransfer(command.OccurredOn, command.Transfer, text[0]);
            }, ct,
            (connection, stop) => sent is { Reach: TransferReach.ToOtherCounty } ? moving.DepartAsync(who, command.Child, connection, stop) : moving.MoveAsync(who, command.Child, sent?.ToSchool, connection, stop));
        moving.Forget(who);
        return receipt;
    }
}
