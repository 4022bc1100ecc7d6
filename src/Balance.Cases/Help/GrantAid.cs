using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using static Balance.Cases.Shell.Text;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Help;

/// <summary>资助: by scheme, amount, group and term; one scheme is paid once for a term.</summary>
/// <param name="Scheme">Name of the scheme; nobody's name.</param>
/// <param name="Term">Such as <c>2026-1</c>; none: that of the day.</param>
public sealed record GrantAid(
    Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, string? Scheme, decimal? Yuan, AidGroup? Group, string? Term, string? Note)
    : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<GrantAid>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Scheme).NotEmpty().WithMessage(_ => T("请填写资助项目名称。", "Name the scheme.")).DocumentNumber();
            RuleFor(command => command.Yuan).NotNull().GreaterThan(0).WithMessage(_ => T("金额须大于 0 元。", "The amount must be more than 0 yuan."));
            RuleFor(command => command.Group).Chosen();
            RuleFor(command => command.Term).Must(term => term is null || AidTerm.Read(term) is not null).WithMessage(_ => T("学期写作 2026-1（起始年份-第几学期）。", "Write the term as 2026-1."));
            RuleFor(command => command.Note).Short();
        }
    }
}

/// <summary>Grants it.</summary>
public static class GrantAidHandler
{
    public static Task<Receipt> Handle(GrantAid command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.DecideAsync(new(who, slip, Right.GrantAid), command, [command.Note],
            text => new Decisions.GrantAid(command.OccurredOn, command.Scheme!, command.Yuan!.Value, command.Group!.Value, command.Term, text[0]), ct);
}
