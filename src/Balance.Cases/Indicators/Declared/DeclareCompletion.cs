using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.Students;
using FluentValidation;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Indicators.Declared;

/// <summary>义务教育完成情况: who completed compulsory schooling, of those who by age were to have.</summary>
public sealed record DeclareCompletion(Guid CommandId, int? SchoolYear, string? Unit, DateOnly? On, int? Completed, int? Due, string? Source)
    : Declaration(CommandId, SchoolYear, Unit, On, Source)
{
    public sealed class Validator : DeclarationValidator<DeclareCompletion>
    {
        public Validator()
        {
            Children(said => said.Completed);
            Children(said => said.Due);
            RuleFor(said => said.Due).GreaterThan(0).WithMessage(_ => T("应完成人数至少为 1。", "Those who were to complete are 1 or more."));
            RuleFor(said => said.Completed).LessThanOrEqualTo(said => said.Due).WithMessage(_ => T("完成人数不能多于应完成人数。", "No more complete than were to."));
        }
    }

    /// <inheritdoc/>
    public override IDeclared Made(Guid declaration, string unit, Actor by) => new CompletionDeclared(declaration, SchoolYear!.Value, unit, On!.Value, Completed!.Value, Due!.Value, Source!.Trim(), by);
}
