using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using static Balance.Cases.Shell.Text;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Cases;

/// <summary>建档 for a child whom no register knows: by name, until somebody learns its number.</summary>
/// <param name="Child">A fresh random id, drawn by whoever asks and kept when the same is sent again.</param>
/// <param name="School">Where it was last seen to learn; none: that of the officer's office.</param>
/// <param name="Township">Where it lives; none: that of the officer's office.</param>
public sealed record OpenProvisionalCase(
    Guid CommandId, Guid Child, Concern? Concern, DateOnly OccurredOn, string? Name, DateOnly? BirthDate, string? GuardianName, string? GuardianPhone,
    string? Address, string? School, string? Township, string? Note) : CaseCommand(CommandId, Child)
{
    public sealed class Validator : CommandValidator<OpenProvisionalCase>
    {
        private const int LongestName = 60;
        private const int LongestAddress = 200;

        public Validator()
        {
            RuleFor(command => command.Concern).Chosen();
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Name).NotEmpty().WithMessage(_ => T("请填写学生姓名。", "Give the child's name."));
            RuleFor(command => command.Name).MaximumLength(LongestName).WithMessage(_ => T("姓名过长，请核对。", "The name is too long; check it."));
            RuleFor(command => command.GuardianName).MaximumLength(LongestName).WithMessage(_ => T("姓名过长，请核对。", "The name is too long; check it."));
            RuleFor(command => command.GuardianPhone).MaximumLength(LongestName).WithMessage(_ => T("电话过长，请核对。", "The telephone number is too long; check it."));
            RuleFor(command => command.Address).MaximumLength(LongestAddress).WithMessage(_ => T("地址过长，请缩短。", "The address is too long; shorten it."));
            RuleFor(command => command.School).SchoolCode();
            RuleFor(command => command.Note).Short();
        }
    }
}

/// <summary>Keeps in the vault who the child is said to be, and opens its file.</summary>
public static class OpenProvisionalCaseHandler
{
    public static async Task<Receipt> Handle(
        OpenProvisionalCase command, Principal who, CommandSlip slip, CaseHandling cases, ProvisionalChildren children, CancellationToken ct)
    {
        var act = Act.About(command.Concern!.Value, who, slip, Right.OpenCase);
        await children.KeepAsync(act, command, ct);
        return await cases.AddAsync(act, command, [command.Note], text => new Decisions.OpenCase(command.OccurredOn, command.Concern!.Value, text[0]), ct);
    }
}
