using Balance.Cases.Access;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Cases;

/// <summary>A note, also in a closed case.</summary>
public sealed record AddNote(Guid CommandId, Guid Child, DateOnly OccurredOn, string? Text) : CaseCommand(CommandId, Child)
{
    public sealed class Validator : CommandValidator<AddNote>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Text).Told();
        }
    }
}

/// <summary>Adds it, sealed.</summary>
public static class AddNoteHandler
{
    public static Task<Receipt> Handle(AddNote command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.AddAsync(new(who, slip, Right.AddNote), command, [command.Text], text => new Decisions.AddNote(command.OccurredOn, text[0]!.Value), ct);
}
