using Balance.Cases.Access;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using static Balance.Cases.Shell.Text;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Cases;

/// <summary>An entry was wrong; this is how it should have been.</summary>
/// <param name="Wrong">The entry.</param>
/// <param name="Right">What is right; what is not given stays as it was recorded.</param>
public sealed record CorrectEntry(Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, Guid Wrong, RightFields? Right, string? Why)
    : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<CorrectEntry>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Wrong).NotEmpty().WithMessage(_ => T("请指明要更正的记录。", "Say which entry is to be corrected."));
            RuleFor(command => command.Why).Told();
            RuleFor(command => command.Right).NotNull().WithMessage(_ => T("请填写正确的内容。", "Say what is right."));
            When(command => command.Right is not null, () =>
            {
                RuleFor(command => command.Right!.School).SchoolCode();
                RuleFor(command => command.Right!.Grade).Grade();
                RuleFor(command => command.Right!.Number).DocumentNumber();
                RuleFor(command => command.Right!.Text).Short();
                RuleFor(command => command.Right!.Who).Short();
                RuleFor(command => command.Right!.Yuan).GreaterThan(0).WithMessage(_ => T("金额须大于 0 元。", "The amount must be more than 0 yuan."));
            });
        }
    }
}

/// <summary>Corrects it; what was first recorded stays beside it.</summary>
public static class CorrectEntryHandler
{
    public static Task<Receipt> Handle(CorrectEntry command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.DecideAsync(new(who, slip, Right.Correct), command, [command.Why, command.Right!.Text, command.Right.Who], (student, text) =>
        {
            var wrong = student?.Find(command.Wrong) ?? throw CaseHandling.NoSuchEntry();
            return new Decisions.CorrectEntry(command.OccurredOn, command.Wrong, command.Right.In(wrong.Happened, text[1], text[2]), text[0]!.Value);
        }, ct);
}
