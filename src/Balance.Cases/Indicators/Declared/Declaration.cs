using Balance.Cases.Cases;
using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.Students;
using FluentValidation;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Indicators.Declared;

/// <summary>A figure that an officer of the bureau says, with where it is from.</summary>
/// <param name="CommandId">Chosen by whoever sends it; sent again, it answers the same.</param>
/// <param name="SchoolYear">By its first calendar year.</param>
/// <param name="Unit">Code of the county, or of a township or school of it; null: the county.</param>
/// <param name="On">The day from which it can be said.</param>
public abstract record Declaration(Guid CommandId, int? SchoolYear, string? Unit, DateOnly? On, string? Source)
{
    /// <summary>What is recorded of it.</summary>
    public abstract IDeclared Made(Guid declaration, string unit, Actor by);

    /// <summary>Schools that it names.</summary>
    internal virtual IEnumerable<string> NamedSchools => [];
}

/// <summary>The nested validator of such a declaration.</summary>
public abstract class DeclarationValidator<TSaid> : AbstractValidator<TSaid> where TSaid : Declaration
{
    /// <summary>What every declaration needs.</summary>
    protected DeclarationValidator()
    {
        RuleFor(said => said.CommandId).Identified();
        RuleFor(said => said.SchoolYear).NotNull().WithMessage(_ => T("请填写学年，如 2025。", "Give the school year, such as 2025."))
            .InclusiveBetween(1986, 2100).WithMessage(_ => T("学年应为 1986 至 2100。", "The school year is from 1986 to 2100."));
        RuleFor(said => said.On).Given();
        RuleFor(said => said.Source).Sourced();
    }

    /// <summary>A number of children.</summary>
    protected void Children(System.Linq.Expressions.Expression<Func<TSaid, int?>> field) => RuleFor(field)
        .NotNull().WithMessage(_ => T("请填写人数。", "Give the number of children."))
        .InclusiveBetween(0, 10_000_000).WithMessage(_ => T("人数不能为负。", "The number is 0 or more."));
}
