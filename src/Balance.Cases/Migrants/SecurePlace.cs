using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using static Balance.Cases.Shell.Text;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Migrants;

/// <summary>落实学位: a migrant child has a place.</summary>
/// <param name="Mixed">混合编班: it sits in one class with local children.</param>
public sealed record SecurePlace(
    Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, string? School, Ownership? Ownership, PlaceProof? Proof, bool? Mixed, string? Note)
    : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<SecurePlace>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.School).NotEmpty().WithMessage(_ => T("请填写学校标识码。", "Give the school's code.")).SchoolCode();
            RuleFor(command => command.Ownership).Chosen();
            RuleFor(command => command.Proof).Chosen();
            RuleFor(command => command.Note).Short();
        }
    }
}

/// <summary>Records it.</summary>
public static class SecurePlaceHandler
{
    public static Task<Receipt> Handle(SecurePlace command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.DecideAsync(new(who, slip, Right.SecurePlace), command, [command.Note],
            text => new Decisions.SecurePlace(command.OccurredOn, command.School!, command.Ownership!.Value, command.Proof!.Value, command.Mixed == true, text[0]), ct);
}
