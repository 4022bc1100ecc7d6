using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using static Balance.Cases.Shell.Text;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Persuasion;

/// <summary>Persuasion is given to an officer, due on a day.</summary>
/// <param name="Officer">User name of the account; an event holds no name.</param>
public sealed record AssignPersuasion(Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, Level? Level, string? Officer, DateOnly? Due)
    : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<AssignPersuasion>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Level).Chosen();
            RuleFor(command => command.Officer).NotEmpty().WithMessage(_ => T("请选择负责人。", "Choose an officer."));
            RuleFor(command => command.Due).Given();
        }
    }
}

/// <summary>Assigns it to an officer of that level; whoever has the child not in charge has it from now on, until the assignment ends.</summary>
public static class AssignPersuasionHandler
{
    public static async Task<Receipt> Handle(AssignPersuasion command, Principal who, CommandSlip slip, CaseHandling cases, Officers officers, Assignments assignments, Grants grants, CancellationToken ct)
    {
        var act = new Act(who, slip, Right.Assign);
        await cases.MustReachAsync(act, command.Child, ct);
        await officers.MustKnowAsync(who, command.Child, command.Level!.Value, command.Officer!, ct);
        await assignments.RememberAsync(who.Tenant, command.Officer!, command.Child, ct);
        var receipt = await cases.DecideAsync(act, command, [],
            _ => new Decisions.AssignPersuasion(command.OccurredOn, command.Level.Value, command.Officer!, command.Due!.Value), ct);
        grants.Forget(who.Tenant);
        return receipt;
    }
}
