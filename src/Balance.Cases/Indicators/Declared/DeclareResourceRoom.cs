using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.Students;
using FluentValidation;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Indicators.Declared;

/// <summary>资源教室: a school has one in use.</summary>
public sealed record DeclareResourceRoom(Guid CommandId, int? SchoolYear, string? Unit, DateOnly? On, string? Source) : Declaration(CommandId, SchoolYear, Unit, On, Source)
{
    public sealed class Validator : DeclarationValidator<DeclareResourceRoom>
    {
        public Validator() => RuleFor(said => said.Unit).NotEmpty().WithMessage(_ => T("请选择学校。", "Choose the school."));
    }

    /// <inheritdoc/>
    public override IDeclared Made(Guid declaration, string unit, Actor by) => new ResourceRoomDeclared(declaration, SchoolYear!.Value, unit, On!.Value, Source!.Trim(), by);

    /// <inheritdoc/>
    internal override IEnumerable<string> NamedSchools => [Unit!.Trim()];
}
