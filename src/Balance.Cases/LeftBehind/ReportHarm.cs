using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.LeftBehind;

/// <summary>侵害: bullying, neglect or violence, of whichever child; known only to those who act on it.</summary>
public sealed record ReportHarm(
    Guid CommandId, Guid Child, DateOnly OccurredOn, HarmKind? Kind, IReadOnlyList<ReportSign>? Signs, string? What)
    : CaseCommand(CommandId, Child)
{
    public sealed class Validator : CommandValidator<ReportHarm>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Kind).Chosen();
            RuleForEach(command => command.Signs).Listed();
            RuleFor(command => command.What).Told();
        }
    }
}

/// <summary>Reports it at once, whatever the case stands at; the child is followed for it from now on.</summary>
public static class ReportHarmHandler
{
    public static Task<Receipt> Handle(ReportHarm command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.AddAsync(Act.About(Concern.Harm, who, slip, Right.ReportHarm), command, [command.What],
            text => new Decisions.ReportHarm(command.OccurredOn, command.Kind!.Value, command.Signs ?? [], text[0]!.Value), ct);
}
