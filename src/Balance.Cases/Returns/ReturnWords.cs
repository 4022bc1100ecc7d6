using System.Globalization;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Returns;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Indicators;
using Balance.Cases.Shell.Components;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Returns;

/// <summary>How the figures of a return are said.</summary>
public static class ReturnWords
{
    /// <summary>So many returns of an office are named; more of them are counted.</summary>
    public const int Named = 3;

    /// <summary>What the figure is called, with its stage and item.</summary>
    public static string NameOf(FrozenFigure figure) => T(
        $"{figure.Stage?.Chinese()}{figure.Name.Chinese()}{(figure.Item is { } item ? $"：{item.Chinese()}" : "")}",
        $"{Say(figure.Name)}{(figure.Stage is { } stage ? $", {Say(stage)}" : "")}{(figure.Item is { } of ? $": {Say(of)}" : "")}");

    /// <summary>What it came to: «0.49%（2 / 412）», or a number.</summary>
    public static string ValueOf(FrozenFigure? figure) => figure switch
    {
        null => "—",
        { Name: FigureName.SchoolVariation } => figure.Value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "—",
        { Name: FigureName.JuniorRetention } => Percent(figure.Value),
        { Whole: null } => Plain(figure.Value),
        _ => T($"{Percent(figure.Value)}（{Plain(figure.Part)} / {Plain(figure.Whole)}）", $"{Percent(figure.Value)} ({Plain(figure.Part)} / {Plain(figure.Whole)})"),
    };

    /// <summary>The same with the pack's target beside it, and whether it is met.</summary>
    public static string BesideTarget(FrozenFigure figure, PolicyPack pack, int schoolYear)
    {
        if (AimOf(figure, pack, schoolYear) is not { } aim) return ValueOf(figure);
        var met = aim.Met switch { true => T("，达标", ", met"), false => T("，未达标", ", missed"), _ => "" };
        return $"{ValueOf(figure)}{T("；目标 ", "; target ")}{aim.Words}{met}";
    }

    /// <summary>What it is to come to, and whether it does; null: nothing is set. 动态清零 aims at nought whether or not the pack quotes a plan for it.</summary>
    public static (string Words, bool? Met)? AimOf(FrozenFigure figure, PolicyPack pack, int schoolYear) => TargetOf(figure, pack, schoolYear) is { } target
        ? (target.Words(), target.Met(figure.Value)) : figure.Name == FigureName.OutOfSchool ? ("= 0", figure.Value == 0) : null;

    /// <summary>The target that holds for a figure; null: none is set.</summary>
    public static Target? TargetOf(FrozenFigure figure, PolicyPack pack, int schoolYear) =>
        ReturnFigures.MeasureOf(figure.Name) is { } measure ? pack.TargetFor(measure, figure.Stage ?? (measure == Measure.JuniorRetention ? Stage.Junior : null), schoolYear) : null;

    /// <summary>The period by name: «2026年9月月报».</summary>
    public static string Title(ReturnKind kind, DateOnly asOf)
    {
        var of = ReturnPeriod.Holding(kind, asOf);
        var (chinese, english) = kind switch
        {
            ReturnKind.Monthly => ($"{of.From:yyyy年M月}", $"{of.From:yyyy-MM}"),
            ReturnKind.Quarterly => ($"{of.From:yyyy年}第{(of.From.Month + 2) / 3}", $"{of.From:yyyy} Q{(of.From.Month + 2) / 3}"),
            ReturnKind.Termly => ($"{of.From:yyyy年M月}起的", $"from {of.From:yyyy-MM}"),
            _ => ($"{of.From:yyyy}—{of.Until:yyyy} 学", $"{of.From:yyyy}—{of.Until:yyyy}"),
        };
        return kind == ReturnKind.Yearly ? T($"{chinese}年报告", $"{Say(kind)} return {english}") : T($"{chinese}{kind.Chinese()}", $"{Say(kind)} return {english}");
    }

    /// <summary>Several periods by name; of many the first, and how many there are.</summary>
    public static string Titles(IReadOnlyList<OwedReturn> owed)
    {
        var named = string.Join(T("、", ", "), owed.Take(Named).Select(one => Title(one.Period.Kind, one.Period.Until)));
        return owed.Count <= Named ? named : T($"{named}等 {owed.Count} 份", $"{named} and {owed.Count - Named} more");
    }

    /// <summary>How it stands with a return that is owed.</summary>
    public static string StateOf(OwedReturn owed, DateOnly today) =>
        owed.Number is { } number ? T($"已封存 {number}", $"sealed {number}") : owed.IsLateOn(today) ? T("逾期未报", "overdue") : T("待报", "to be sealed");

    /// <summary>How pressing that is.</summary>
    public static Tone ToneOf(OwedReturn owed, DateOnly today) => owed.Number is not null ? Tone.Good : owed.IsLateOn(today) ? Tone.Bad : Tone.Warning;

    private static string Plain(decimal? number) => number?.ToString("#,0.#", CultureInfo.InvariantCulture) ?? "—";
}
