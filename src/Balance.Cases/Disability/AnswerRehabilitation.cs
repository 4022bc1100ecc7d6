using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using static Balance.Cases.Shell.Text;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Disability;

/// <summary>The answer to a referral.</summary>
/// <param name="Referral">The entry answered.</param>
/// <param name="ReassessOn">Day by which the committee looks again.</param>
public sealed record AnswerRehabilitation(Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, Guid Referral, DateOnly? ReassessOn, string? Advice)
    : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<AnswerRehabilitation>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Referral).NotEmpty().WithMessage(_ => T("请指明要答复的转介。", "Say which referral is answered."));
            RuleFor(command => command.Advice).Told();
        }
    }
}

/// <summary>Answers it.</summary>
public static class AnswerRehabilitationHandler
{
    public static Task<Receipt> Handle(AnswerRehabilitation command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.DecideAsync(new(who, slip, Right.AnswerRehabilitation), command, [command.Advice],
            text => new Decisions.AnswerRehabilitation(command.OccurredOn, command.Referral, command.ReassessOn, text[0]!.Value), ct);
}
