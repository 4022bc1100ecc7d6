using System.Globalization;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using FluentValidation;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Indicators.Declared;

/// <summary>各校的资源数和学生数, from which their variation (校际差异系数) is worked out.</summary>
public sealed record DeclareSchoolValues(
    Guid CommandId, int? SchoolYear, DateOnly? On, Stage? Stage, ResourceItem? Item, IReadOnlyList<SchoolValue>? Schools, string? Source)
    : Declaration(CommandId, SchoolYear, null, On, Source)
{
    private const int MostSchools = 2_000;

    public sealed class Validator : DeclarationValidator<DeclareSchoolValues>
    {
        public Validator()
        {
            RuleFor(said => said.Stage).Chosen();
            RuleFor(said => said.Item).Chosen();
            RuleFor(said => said.Schools).Cascade(CascadeMode.Stop)
                .Must(schools => schools is { Count: >= 2 and <= MostSchools }).WithMessage(_ => T("至少填写两所学校，每行一所：学校标识码、学生数、总数。", "Give at least two schools, one a line: the school's code, its pupils, its total."))
                .Must(schools => schools!.All(school => school is { School: not null, Pupils: > 0 and <= 1_000_000, Total: >= 0 and <= 1_000_000_000_000 }))
                .WithMessage(_ => T("每所学校的学生数应为正整数，总数不能为负。", "Each school has one pupil or more, and no less than nought of the item."))
                .Must(schools => schools!.DistinctBy(school => school.School).Count() == schools!.Count).WithMessage(_ => T("同一所学校只能填一行。", "Give each school once."));
        }
    }

    internal override IEnumerable<string> NamedSchools => Schools!.Select(school => school.School);

    /// <inheritdoc/>
    public override IDeclared Made(Guid declaration, string unit, Actor by) =>
        new SchoolValuesDeclared(declaration, SchoolYear!.Value, unit, On!.Value, Stage!.Value, Item!.Value, [.. Schools!.OrderBy(school => school.School, StringComparer.Ordinal)], Source!.Trim(), by);

    /// <summary>Lines as a form sends them: code, pupils, total, with spaces, commas or tabs between them; null: one of them is not like that.</summary>
    public static IReadOnlyList<SchoolValue>? Read(string? text)
    {
        var schools = new List<SchoolValue>();
        foreach (var line in (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split([' ', '\t', ',', '，', ';', '；'], StringSplitOptions.RemoveEmptyEntries) is not [var code, var pupils, var total]
                || !int.TryParse(pupils, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                || !decimal.TryParse(total, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var of)) return null;
            schools.Add(new(code, count, of));
        }
        return schools;
    }
}
