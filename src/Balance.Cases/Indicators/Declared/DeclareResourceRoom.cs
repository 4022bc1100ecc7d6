using Balance.Cases.Domain.Indicators;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using FluentValidation;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Indicators.Declared;

/// <summary>资源教室: a school has one in use, or no more.</summary>
public sealed record DeclareResourceRoom(Guid CommandId, int? SchoolYear, string? Unit, DateOnly? On, YesNo? InUse, string? Source) : Declaration(CommandId, SchoolYear, Unit, On, Source)
{
    public sealed class Validator : DeclarationValidator<DeclareResourceRoom>
    {
        public Validator()
        {
            RuleFor(said => said.Unit).NotEmpty().WithMessage(_ => T("请选择学校。", "Choose the school."));
            RuleFor(said => said.InUse).Chosen();
        }
    }

    /// <inheritdoc/>
    public override IDeclared Made(Guid declaration, string unit, Actor by) => new ResourceRoomDeclared(declaration, SchoolYear!.Value, unit, On!.Value, InUse == YesNo.Yes, Source!.Trim(), by);

    /// <inheritdoc/>
    internal override IEnumerable<string> NamedSchools => [Unit!.Trim()];
}
