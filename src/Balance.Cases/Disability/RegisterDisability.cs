using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using static Balance.Cases.Shell.Text;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Disability;

/// <summary>登记 of a disability, from the register of the 残联 or by hand. It opens the file of a child that has none.</summary>
/// <param name="DisabilityLevel">残疾等级 1-4.</param>
/// <param name="Certificate">残疾人证号; it is sealed.</param>
public sealed record RegisterDisability(
    Guid CommandId, Guid Child, DateOnly OccurredOn, DisabilityCategory? Category, int? DisabilityLevel, RegistrationSource? Source, DateOnly? CertifiedOn, string? Certificate, string? Note)
    : CaseCommand(CommandId, Child)
{
    public sealed class Validator : CommandValidator<RegisterDisability>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Category).Chosen();
            RuleFor(command => command.DisabilityLevel).NotNull().WithMessage(_ => T("请填写残疾等级。", "Give the level of the disability."))
                .InclusiveBetween(1, 4).WithMessage(_ => T("残疾等级应为 1 至 4。", "The level of a disability is 1 to 4."));
            RuleFor(command => command.Source).Chosen();
            RuleFor(command => command.Certificate).MaximumLength(LongestCertificate).WithMessage(_ => T($"残疾人证号最多 {LongestCertificate} 位。", $"A certificate's number has at most {LongestCertificate} characters."));
            RuleFor(command => command.Note).Short();
        }

        private const int LongestCertificate = 30;
    }
}

/// <summary>Registers it; assessment and placement are due from now on.</summary>
public static class RegisterDisabilityHandler
{
    public static Task<Receipt> Handle(RegisterDisability command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.AddAsync(new(who, slip, Right.RegisterDisability), command, [command.Certificate, command.Note],
            text => new Decisions.RegisterDisability(
                command.OccurredOn, command.Category!.Value, command.DisabilityLevel!.Value, command.Source!.Value, command.CertifiedOn, text[0], text[1]), ct);
}
