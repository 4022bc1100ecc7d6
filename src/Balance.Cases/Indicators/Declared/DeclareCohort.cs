using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.Students;
using FluentValidation;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Indicators.Declared;

/// <summary>初中毕业一届的学生数, from which retention (巩固率) is worked out.</summary>
public sealed record DeclareCohort(
    Guid CommandId, int? SchoolYear, string? Unit, DateOnly? On, int? Entrants, int? TransferredIn, int? TransferredOut, int? Deceased, int? Graduates, string? Source)
    : Declaration(CommandId, SchoolYear, Unit, On, Source)
{
    public sealed class Validator : DeclarationValidator<DeclareCohort>
    {
        public Validator()
        {
            Children(said => said.Entrants);
            Children(said => said.TransferredIn);
            Children(said => said.TransferredOut);
            Children(said => said.Deceased);
            Children(said => said.Graduates);
            RuleFor(said => said.Graduates).Must((said, _) => said.Cohort.IsPossible())
                .WithMessage(_ => T("请核对：毕业不多于入学加转入，转出和死亡少于入学加转入。", "Check the numbers: no more graduated than entered and came, and fewer left or died than that."))
                .When(said => said is { Entrants: >= 0, TransferredIn: >= 0, TransferredOut: >= 0, Deceased: >= 0, Graduates: >= 0 });
        }
    }

    private Cohort Cohort => new(Entrants ?? 0, TransferredIn ?? 0, TransferredOut ?? 0, Deceased ?? 0, Graduates ?? 0);

    /// <inheritdoc/>
    public override IDeclared Made(Guid declaration, string unit, Actor by) => new CohortDeclared(declaration, SchoolYear!.Value, unit, On!.Value, Cohort, Source!.Trim(), by);
}
