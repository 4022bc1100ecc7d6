using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using static Balance.Cases.Shell.Text;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Migrants;

/// <summary>A school asked a migrant child for fees that others do not pay; added whatever happened meanwhile.</summary>
public sealed record FileFeeComplaint(Guid CommandId, Guid Child, DateOnly OccurredOn, string? School, string? What) : CaseCommand(CommandId, Child)
{
    public sealed class Validator : CommandValidator<FileFeeComplaint>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.School).NotEmpty().WithMessage(_ => T("请填写学校标识码。", "Give the school's code.")).SchoolCode();
            RuleFor(command => command.What).Told();
        }
    }
}

/// <summary>Records it.</summary>
public static class FileFeeComplaintHandler
{
    public static Task<Receipt> Handle(FileFeeComplaint command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.AddAsync(new(who, slip, Right.FileFeeComplaint), command, [command.What],
            text => new Decisions.FileFeeComplaint(command.OccurredOn, command.School!, text[0]!.Value), ct);
}
