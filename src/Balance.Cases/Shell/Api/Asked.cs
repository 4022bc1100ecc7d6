using System.Globalization;
using Balance.Cases.Domain.Terms;
using FluentValidation;
using FluentValidation.Results;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Shell.Api;

/// <summary>Reads values of a query or form; everything that cannot be read is named at once.</summary>
public sealed class Asked
{
    private readonly List<ValidationFailure> _wrong = [];

    /// <summary>A coded value by its code or Chinese name.</summary>
    public TTerm? Choice<TTerm>(string field, string? text, bool needed = false) where TTerm : struct, Enum
    {
        if (string.IsNullOrWhiteSpace(text)) return Missing<TTerm>(field, needed);
        if (Term.TryParse<TTerm>(text.Trim(), out var value)) return value;
        return Wrong<TTerm>(field, T($"请从以下选项中选择：{string.Join('、', Term.All<TTerm>().Select(term => term.Code()))}。", $"Choose one of {string.Join(", ", Term.All<TTerm>().Select(term => term.Code()))}."));
    }

    /// <summary>A day.</summary>
    public DateOnly? Day(string field, string? text, bool needed = false)
    {
        if (string.IsNullOrWhiteSpace(text)) return Missing<DateOnly>(field, needed);
        return DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
            : Wrong<DateOnly>(field, T("日期应写作 2026-09-01。", "Write the day as 2026-09-01."));
    }

    /// <summary>A moment with its offset.</summary>
    public DateTimeOffset? Moment(string field, string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        return DateTimeOffset.TryParse(text.Trim(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment
            : Wrong<DateTimeOffset>(field, T("时刻应写作 2026-09-01T08:00:00+08:00。", "Write the moment as 2026-09-01T08:00:00+08:00."));
    }

    /// <summary>A whole number.</summary>
    public int? Number(string field, string? text, int least, int most, bool needed = false)
    {
        if (string.IsNullOrWhiteSpace(text)) return Missing<int>(field, needed);
        return int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
            : Wrong<int>(field, T($"请填写 {least} 至 {most} 之间的整数。", $"Give a whole number from {least} to {most}."));
    }

    /// <summary>Ends with every field that could not be read.</summary>
    /// <exception cref="ValidationException">There is one.</exception>
    public void ThrowIfWrong()
    {
        if (_wrong.Count > 0) throw new ValidationException(_wrong);
    }

    private TValue? Missing<TValue>(string field, bool needed) where TValue : struct => needed ? Wrong<TValue>(field, T("请填写。", "Fill this in.")) : null;

    private TValue? Wrong<TValue>(string field, string words) where TValue : struct
    {
        _wrong.Add(new ValidationFailure(field, words));
        return null;
    }
}
