using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Cases;

/// <summary>A further reason to follow a child.</summary>
public sealed record RaiseConcern(Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, Concern? Concern, string? Note)
    : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<RaiseConcern>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Concern).Chosen();
            RuleFor(command => command.Note).Short();
        }
    }
}

/// <summary>Raises it, unless the child is followed for it already.</summary>
public static class RaiseConcernHandler
{
    public static Task<Receipt> Handle(RaiseConcern command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.DecideAsync(Act.About(command.Concern!.Value, who, slip, Right.RaiseConcern), command, [command.Note],
            text => new Decisions.RaiseConcern(command.OccurredOn, command.Concern!.Value, text[0]), ct);
}
