using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using static Balance.Cases.Shell.Text;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Disability;

/// <summary>The centre's answer: it takes the child, or returns it and says why. What nobody answered the clock takes back, as the system's user.</summary>
/// <param name="Handover">The entry answered.</param>
public sealed record AnswerResourceCentre(Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, Guid Handover, CentreAnswer? Answer, string? Note)
    : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<AnswerResourceCentre>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Handover).NotEmpty().WithMessage(_ => T("请指明答复哪一次移交。", "Say which handover is answered."));
            RuleFor(command => command.Answer).Chosen();
            RuleFor(command => command.Note).Short();
        }
    }
}

/// <summary>Records it: accepted, the centre before reads the case no more; returned, the one that was asked.</summary>
public static class AnswerResourceCentreHandler
{
    public static async Task<Receipt> Handle(AnswerResourceCentre command, Principal who, CommandSlip slip, CaseHandling cases, Grants grants, CancellationToken ct)
    {
        var receipt = await cases.DecideAsync(new(who, slip, Right.AnswerResourceCentre), command, [command.Note],
            text => new Decisions.AnswerResourceCentre(command.OccurredOn, command.Handover, command.Answer!.Value, text[0]), ct);
        grants.Forget(who.Tenant);
        return receipt;
    }
}
