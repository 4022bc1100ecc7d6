using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Importing;
using Balance.Cases.Registers.Reading;
using Balance.Cases.Shell;
using Balance.Cases.Shell.Forms;

namespace Balance.Cases.Registers;

/// <summary>What the import pages say.</summary>
internal static class ImportWords
{
    /// <summary>Kinds of file in the order in which a county sends them.</summary>
    public static IReadOnlyList<Option> Kinds => Option.Of<RegisterKind>();

    /// <summary>A column by its Chinese name.</summary>
    public static string Column(RegisterKind kind, string code) => Text.T(RegisterColumns.ChineseOf(kind, code), code);

    /// <summary>Why, and what to do.</summary>
    public static string Reason(RejectCode code) => Text.T(RejectWords.Chinese(code), RejectWords.English(code));

    /// <summary>A warning in a sentence.</summary>
    public static string Of(ImportWarning warning) => warning.Code switch
    {
        "double_enrolment" => Text.T($"第 {Lines(warning)} 行：同一儿童有两条在读学籍（双重学籍），已导入，请核实后由学校更正。",
            $"Lines {Lines(warning)}: one child is enrolled twice; taken, to be looked into."),
        _ => Text.T($"第 {Lines(warning)} 行：{warning.Code}", $"Lines {Lines(warning)}: {warning.Code}"),
    };

    private static string Lines(ImportWarning warning) => string.Join(Text.T("、", ", "), warning.Lines);
}
