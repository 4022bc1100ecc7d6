using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Documents;

/// <summary>送达: a paper was handed over (送达回证).</summary>
/// <param name="Document">The entry that issued it.</param>
/// <param name="Receipt">Who took it, where, and who signed.</param>
public sealed record ServeDocument(Guid CommandId, Guid Child, DateOnly OccurredOn, Guid Document, string? Receipt) : CaseCommand(CommandId, Child)
{
    public sealed class Validator : CommandValidator<ServeDocument>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Document).NotEmpty().WithMessage(_ => T("请选择送达的文书。", "Choose the document that was served."));
            RuleFor(command => command.Receipt).Told();
        }
    }
}

/// <summary>Records it.</summary>
public static class ServeDocumentHandler
{
    public static Task<Receipt> Handle(ServeDocument command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.AddAsync(new(who, slip, Right.ServeDocument), command, [command.Receipt], text => new Decisions.ServeDocument(command.OccurredOn, command.Document, text[0]), ct);
}
