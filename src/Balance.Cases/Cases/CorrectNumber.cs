using Balance.Cases.Access;
using Balance.Cases.People;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Cases;

/// <summary>更正身份证号: the number was wrong, or not known when the case was opened. The entry says that and why; the number stands in the vault alone.</summary>
public sealed record CorrectNumber(Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, string? Number, string? Why) : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<CorrectNumber>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Number).IdentityNumber();
            RuleFor(command => command.Why).Told();
        }
    }
}

/// <summary>Entry and vault change in one transaction; a number that another child has is refused there.</summary>
public static class CorrectNumberHandler
{
    public static Task<Receipt> Handle(CorrectNumber command, Principal who, CommandSlip slip, CaseHandling cases, Vault vault, CancellationToken ct) => cases.DecideAsync(
        new(who, slip, Right.CorrectNumber), command, [command.Why], (_, text) => new Decisions.CorrectNumber(command.OccurredOn, text[0]!.Value), ct,
        (connection, stop) => vault.CorrectNumberAsync(connection, who.Tenant, command.Child, command.Number!.Trim(), stop));
}
