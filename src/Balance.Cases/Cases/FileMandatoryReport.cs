using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Cases;

/// <summary>强制报告 (未成年人保护法 §11). It is told by code to whom, since an event holds no free text that is not sealed.</summary>
/// <param name="About">The entry that raised the duty; none: signs seen elsewhere.</param>
/// <param name="Listed">Which of the law's signs were seen.</param>
public sealed record FileMandatoryReport(
    Guid CommandId, Guid Child, DateOnly OccurredOn, ReportedTo? To, string? Number, string? Signs, Guid? About = null, IReadOnlyList<ReportSign>? Listed = null)
    : CaseCommand(CommandId, Child)
{
    public sealed class Validator : CommandValidator<FileMandatoryReport>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.To).Chosen();
            RuleFor(command => command.Number).DocumentNumber();
            RuleFor(command => command.Signs).Told();
            RuleForEach(command => command.Listed).Listed();
        }
    }
}

/// <summary>Files it whatever else the case stands at.</summary>
public static class FileMandatoryReportHandler
{
    public static Task<Receipt> Handle(FileMandatoryReport command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.AddAsync(new(who, slip, Right.FileMandatoryReport), command, [command.Signs], text =>
            new Decisions.FileMandatoryReport(command.OccurredOn, command.To!.Value.Code(), command.Number, text[0])
            {
                About = command.About, Listed = command.Listed is { Count: > 0 } listed ? listed : null,
            }, ct);
}
