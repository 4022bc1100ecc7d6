using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using static Balance.Cases.Shell.Text;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Migrants;

/// <summary>The receiving school's answer to a handover 小升初.</summary>
/// <param name="Handed">The entry answered.</param>
public sealed record AnswerTransition(Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, Guid Handed, TransitionAnswer? Answer, string? Note)
    : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<AnswerTransition>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Handed).NotEmpty().WithMessage(_ => T("请指明答复哪一次移交。", "Say which handover is answered."));
            RuleFor(command => command.Answer).Chosen();
            RuleFor(command => command.Note).Short();
        }
    }
}

/// <summary>Records it; a child that is registered is the receiving school's in the same moment.</summary>
public static class AnswerTransitionHandler
{
    public static async Task<Receipt> Handle(AnswerTransition command, Principal who, CommandSlip slip, CaseHandling cases, Moving moving, CancellationToken ct)
    {
        string? to = null;
        var receipt = await cases.DecideAsync(new(who, slip, Right.AnswerTransition), command, [command.Note],
            (student, text) =>
            {
                to = student?.HandedTo;
                return new Decisions.AnswerTransition(command.OccurredOn, command.Handed, command.Answer!.Value, text[0]);
            }, ct,
            async (connection, stop) =>
            {
                if (command.Answer == TransitionAnswer.Registered) await moving.MoveUpAsync(who, command.Child, to!, connection, stop);
            });
        moving.Forget(who);
        return receipt;
    }
}
