using Balance.Cases.Access;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using static Balance.Cases.Shell.Text;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Cases;

/// <summary>An entry should never have been made.</summary>
/// <param name="Wrong">The entry.</param>
public sealed record WithdrawEntry(Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, Guid Wrong, string? Why)
    : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<WithdrawEntry>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Wrong).NotEmpty().WithMessage(_ => T("请指明要撤回的记录。", "Say which entry is to be withdrawn."));
            RuleFor(command => command.Why).Told();
        }
    }
}

/// <summary>Withdraws it; what was recorded stays on file. Whoever had the child in charge by it, such as by an assignment or a transfer, has it no more.</summary>
public static class WithdrawEntryHandler
{
    public static async Task<Receipt> Handle(WithdrawEntry command, Principal who, CommandSlip slip, CaseHandling cases, Grants grants, CancellationToken ct)
    {
        var receipt = await cases.DecideAsync(new(who, slip, Right.Withdraw), command, [command.Why],
            text => new Decisions.WithdrawEntry(command.OccurredOn, command.Wrong, text[0]!.Value), ct);
        grants.Forget(who.Tenant);
        return receipt;
    }
}
