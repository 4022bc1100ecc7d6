using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using static Balance.Cases.Shell.Text;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Persuasion;

/// <summary>Another officer confirms that the child is back.</summary>
/// <param name="Return">The entry confirmed.</param>
public sealed record ConfirmReturn(Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, Guid Return, string? Note)
    : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<ConfirmReturn>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Return).NotEmpty().WithMessage(_ => T("请指明要确认的复学记录。", "Say which return is confirmed."));
            RuleFor(command => command.Note).Short();
        }
    }
}

/// <summary>Confirms it.</summary>
public static class ConfirmReturnHandler
{
    public static Task<Receipt> Handle(ConfirmReturn command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.DecideAsync(new(who, slip, Right.ConfirmReturn), command, [command.Note],
            text => new Decisions.ConfirmReturn(command.OccurredOn, command.Return, text[0]), ct);
}
