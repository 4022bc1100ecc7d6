using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using static Balance.Cases.Shell.Text;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Migrants;

/// <summary>What became of a complaint about fees.</summary>
/// <param name="Complaint">The entry answered.</param>
public sealed record AnswerFeeComplaint(Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, Guid Complaint, ComplaintOutcome? Outcome, string? Note)
    : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<AnswerFeeComplaint>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Complaint).NotEmpty().WithMessage(_ => T("请指明答复哪一条投诉。", "Say which complaint is answered."));
            RuleFor(command => command.Outcome).Chosen();
            RuleFor(command => command.Note).Short();
        }
    }
}

/// <summary>Answers it.</summary>
public static class AnswerFeeComplaintHandler
{
    public static Task<Receipt> Handle(AnswerFeeComplaint command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.DecideAsync(new(who, slip, Right.AnswerFeeComplaint), command, [command.Note],
            text => new Decisions.AnswerFeeComplaint(command.OccurredOn, command.Complaint, command.Outcome!.Value, text[0]), ct);
}
