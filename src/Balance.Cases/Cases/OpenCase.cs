using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Cases;

/// <summary>建档 for a child whom a register of the county knows.</summary>
public sealed record OpenCase(Guid CommandId, Guid Child, Concern? Concern, DateOnly OccurredOn, string? Note) : CaseCommand(CommandId, Child)
{
    public sealed class Validator : CommandValidator<OpenCase>
    {
        public Validator()
        {
            RuleFor(command => command.Concern).Chosen();
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Note).Short();
        }
    }
}

/// <summary>Opens the file, unless there is one.</summary>
public static class OpenCaseHandler
{
    public static Task<Receipt> Handle(OpenCase command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.AddAsync(Act.About(command.Concern!.Value, who, slip, Right.OpenCase), command, [command.Note],
            text => new Decisions.OpenCase(command.OccurredOn, command.Concern!.Value, text[0]), ct);
}
