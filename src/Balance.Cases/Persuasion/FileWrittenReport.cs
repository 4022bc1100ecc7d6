using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Persuasion;

/// <summary>书面报告 upward (未成年人保护法 §28).</summary>
/// <param name="Number">文号.</param>
public sealed record FileWrittenReport(Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, ReportAddressee? To, string? Number, string? Note)
    : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<FileWrittenReport>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.To).Chosen();
            RuleFor(command => command.Number).DocumentNumber();
            RuleFor(command => command.Note).Short();
        }
    }
}

/// <summary>Files it.</summary>
public static class FileWrittenReportHandler
{
    public static Task<Receipt> Handle(FileWrittenReport command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.DecideAsync(new(who, slip, Right.FileReport), command, [command.Note],
            text => new Decisions.FileWrittenReport(command.OccurredOn, command.To!.Value, command.Number, text[0]), ct);
}
