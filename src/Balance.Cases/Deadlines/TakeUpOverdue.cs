using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Students;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Deadlines;

/// <summary>What was not done in time in a case is taken up the dual line (双线责任). The clock's alone: nobody can send it.</summary>
public sealed record TakeUpOverdue(Guid CommandId, Guid Child, DateOnly OccurredOn) : CaseCommand(CommandId, Child)
{
    public sealed class Validator : CommandValidator<TakeUpOverdue>
    {
        public Validator() => RuleFor(command => command.OccurredOn).HappenedOn();
    }
}

/// <summary>Decides anew from the file as it stands: what was settled meanwhile is left alone.</summary>
public static class TakeUpOverdueHandler
{
    public static Task<Receipt> Handle(TakeUpOverdue command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.AddAsync(new(who, slip, Right.TakeUpOverdue) { Allowed = who.User == Actor.Clock }, command, [], _ => new Decisions.TakeUpOverdue(command.OccurredOn), ct);
}
