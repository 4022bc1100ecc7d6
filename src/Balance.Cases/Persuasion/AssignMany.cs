using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using static Balance.Cases.Shell.Text;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Persuasion;

/// <summary>Persuasion of several children is given to one officer, due on a day: of all of them, or of none.</summary>
/// <param name="Officer">User name of the account; an event holds no name.</param>
public sealed record AssignMany(Guid CommandId, IReadOnlyList<SeenCase>? Cases, DateOnly OccurredOn, Level? Level, string? Officer, DateOnly? Due) : ManyCommand(CommandId, Cases)
{
    public sealed class Validator : ManyValidator<AssignMany>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Level).Chosen();
            RuleFor(command => command.Officer).NotEmpty().WithMessage(_ => T("请选择负责人。", "Choose an officer."));
            RuleFor(command => command.Due).Given();
        }
    }
}

/// <summary>Assigns each as it would be assigned alone.</summary>
public static class AssignManyHandler
{
    public static async Task<ManyReceipt> Handle(AssignMany command, Principal who, CommandSlip slip, CaseHandling cases, Officers officers, Grants grants, CancellationToken ct)
    {
        var receipt = await cases.DecideTogetherAsync(
            new(who, slip, Right.Assign), command, new Decisions.AssignPersuasion(command.OccurredOn, command.Level!.Value, command.Officer!, command.Due!.Value),
            child => officers.MustKnowAsync(who, child, command.Level.Value, command.Officer!, ct),
            (connection, stop) => Assignments.RememberAsync(who.Tenant, command.Officer!, [.. command.Cases!.Select(one => one.Child)], connection, stop), ct);
        grants.Forget(who.Tenant);
        return receipt;
    }
}
