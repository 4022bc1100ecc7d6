using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Cases;

/// <summary>Whom the law wants told at once.</summary>
public enum ReportedTo
{
    [Term("公安机关")] Police,
    [Term("民政部门")] CivilAffairs,
    [Term("教育行政部门")] Education,
    [Term("检察机关")] Procuratorate,
    [Term("乡镇人民政府（街道办事处）")] Township,
    [Term("居（村）民委员会")] VillageCommittee,
}

/// <summary>强制报告 (未成年人保护法 §11). It is told by code to whom, since an event holds no free text that is not sealed.</summary>
public sealed record FileMandatoryReport(Guid CommandId, Guid Child, DateOnly OccurredOn, ReportedTo? To, string? Number, string? Signs)
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
        }
    }
}

/// <summary>Files it whatever else the case stands at.</summary>
public static class FileMandatoryReportHandler
{
    public static Task<Receipt> Handle(FileMandatoryReport command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.AddAsync(new(who, slip, CaseUse.FileMandatoryReport), command, [command.Signs],
            text => new Decisions.FileMandatoryReport(command.OccurredOn, command.To!.Value.Code(), command.Number, text[0]), ct);
}
