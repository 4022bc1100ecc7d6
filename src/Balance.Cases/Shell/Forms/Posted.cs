using System.Globalization;
using Balance.Cases.Domain.Terms;
using Microsoft.AspNetCore.Http;

namespace Balance.Cases.Shell.Forms;

/// <summary>
/// What a form sent. Reading a value checks it; what cannot be read becomes a problem at its field, and the text as typed stays
/// in the form whatever happens.
/// </summary>
public sealed class Posted(IFormCollection form)
{
    /// <summary>The field that carries the id of the command.</summary>
    public const string Command = "command_id";

    /// <summary>What was found so far; a handler adds its own.</summary>
    public Problems Problems { get; } = new();

    /// <summary>True while everything could be read.</summary>
    public bool Ok => !Problems.Any;

    /// <summary>Stays the same when the same form is sent again, so that the act has its effect once.</summary>
    public Guid CommandId { get; } = Guid.TryParse(form[Command], out var id) ? id : Guid.CreateVersion7();

    /// <summary>As typed.</summary>
    public string Raw(string name) => form[name].ToString();

    /// <summary>Text, trimmed; null where there is none.</summary>
    public string? Text(string name, bool optional = false, int max = 2000)
    {
        var text = Raw(name).Trim();
        if (text.Length == 0) return Missing<string>(name, optional, T("请填写。", "Fill this in."));
        if (text.Length <= max) return text;
        Problems.Add(name, T($"最多 {max} 字，请缩短 {text.Length - max} 字。", $"At most {max} characters: shorten it by {text.Length - max}."));
        return null;
    }

    /// <summary>A day of the date field.</summary>
    public DateOnly? Day(string name, bool optional = false)
    {
        var text = Raw(name).Trim();
        if (text.Length == 0) return MissingValue<DateOnly>(name, optional, T("请选择日期。", "Choose a day."));
        if (DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy/M/d", "yyyyMMdd", "yyyy年M月d日"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        Problems.Add(name, T("日期应写作 2026-09-01。", "Write the day as 2026-09-01."));
        return null;
    }

    /// <summary>A whole number.</summary>
    public long? Number(string name, bool optional = false, long min = 0, long max = int.MaxValue)
    {
        var text = Raw(name).Trim();
        if (text.Length == 0) return MissingValue<long>(name, optional, T("请填写数字。", "Fill in a number."));
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max) return number;
        Problems.Add(name, T($"请填写 {min} 至 {max} 之间的整数。", $"Fill in a whole number from {min} to {max}."));
        return null;
    }

    /// <summary>A number with a decimal point or without.</summary>
    /// <param name="words">How it is to be written.</param>
    public decimal? Amount(string name, string words)
    {
        if (decimal.TryParse(Raw(name).Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)) return amount;
        Problems.Add(name, words);
        return null;
    }

    /// <summary>One of a coded kind, by its code or Chinese name.</summary>
    public TTerm? Choice<TTerm>(string name, bool optional = false) where TTerm : struct, Enum
    {
        var text = Raw(name);
        if (text.Length == 0) return MissingValue<TTerm>(name, optional, T("请选择一项。", "Choose one."));
        if (Term.TryParse<TTerm>(text, out var value)) return value;
        Problems.Add(name, T("请从列出的选项中选择。", "Choose one of those listed."));
        return null;
    }

    /// <summary>A ticked box.</summary>
    public bool Ticked(string name) => form[name].Contains("true");

    /// <summary>A file; null and a problem where none was chosen.</summary>
    public IFormFile? File(string name, bool optional = false) =>
        form.Files[name] is { Length: > 0 } file ? file : Missing<IFormFile>(name, optional, T("请选择文件。", "Choose a file."));

    private TValue? Missing<TValue>(string name, bool optional, string words) where TValue : class
    {
        if (!optional) Problems.Add(name, words);
        return null;
    }

    private TValue? MissingValue<TValue>(string name, bool optional, string words) where TValue : struct
    {
        if (!optional) Problems.Add(name, words);
        return null;
    }

    private static string T(string chinese, string english) => Shell.Text.T(chinese, english);
}
