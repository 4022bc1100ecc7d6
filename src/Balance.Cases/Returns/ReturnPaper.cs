using System.Globalization;
using Balance.Cases.Documents;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Returns;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Returns;

/// <summary>A return as a paper, for the .docx and the page that is printed. Papers go out in Chinese, whatever the language of the screen.</summary>
public static class ReturnPaper
{
    /// <summary>The paper of what a return says.</summary>
    /// <param name="office">Name of the office whose return it is.</param>
    public static Paper Of(ReturnContent content, PolicyPack pack, string office, DateOnly on) => InChinese(() => new Paper(
        DocumentKind.IndicatorReturn, ReturnWords.Title(content.Kind, content.AsOf), content.Number, on, office,
        [
            new(null,
            [
                new("单位", office), new("期间", $"{Day(content.From)} 至 {Day(content.AsOf)}"), new("数据截至", Day(content.AsOf)), new("已知至", Shell.Text.Moment(content.KnownAt)),
                new("口径版本", content.Definitions.ToString(CultureInfo.InvariantCulture)), new("政策包", content.Pack),
            ], []),
            new("指标", [.. content.Figures.Select(figure => new PaperLine(ReturnWords.NameOf(figure), ReturnWords.BesideTarget(figure, pack, content.SchoolYear)))], []),
            .. Restated(content.Restated),
            new("存证", [new("事件日志位置", string.Join("；", content.Positions.Select(position => $"{position.Strand}-{position.Position}")))], ["同一截至日期、同一已知时刻可随时重算，数字不变。"]),
        ], ["填表人", "复核人", "负责人"]));

    private static IEnumerable<PaperPart> Restated(Restatement? restated)
    {
        if (restated is null) yield break;
        yield return new PaperPart($"上一次报表（{restated.Number}，截至 {Day(restated.AsOf)}）的变化",
            [.. restated.Changed.Select(changed => new PaperLine(ReturnWords.NameOf(changed.Now ?? changed.Then!), $"原 {ReturnWords.ValueOf(changed.Then)}，现 {ReturnWords.ValueOf(changed.Now)}"))],
            restated.Changed.Count == 0 ? ["没有变化。"] : []);
    }

    private static T InChinese<T>(Func<T> made)
    {
        var shown = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Shell.Text.Default);
            return made();
        }
        finally
        {
            CultureInfo.CurrentUICulture = shown;
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);
}
