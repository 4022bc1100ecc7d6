using System.Text.RegularExpressions;
using Balance.Cases.Domain.People;
using FluentValidation;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Cases;

/// <summary>Rules that many fields share; each says what to do.</summary>
internal static partial class Rules
{
    /// <summary>Longest narrative text.</summary>
    private const int LongestText = 2000;

    private const int LongestNumber = 60;

    private const int LongestSource = 200;

    /// <summary>What is sent twice is known by its id.</summary>
    public static IRuleBuilderOptions<TCommand, Guid> Identified<TCommand>(this IRuleBuilder<TCommand, Guid> rule) =>
        rule.NotEmpty().WithMessage(_ => T("缺少操作编号，请刷新页面后重试。", "The command has no id; reload the page and try again."));

    /// <summary>The day in the world.</summary>
    public static IRuleBuilderOptions<TCommand, DateOnly> HappenedOn<TCommand>(this IRuleBuilder<TCommand, DateOnly> rule) =>
        rule.NotEmpty().WithMessage(_ => T("请填写发生日期。", "Give the day on which it happened."));

    /// <summary>The version that the officer had before his eyes.</summary>
    public static IRuleBuilderOptions<TCommand, long> Seen<TCommand>(this IRuleBuilder<TCommand, long> rule) =>
        rule.GreaterThan(0).WithMessage(_ => T("请附上所见档案的版本号。", "Send the version of the file that you saw."));

    /// <summary>One of the listed values has to be chosen.</summary>
    public static IRuleBuilderOptions<TCommand, TValue?> Chosen<TCommand, TValue>(this IRuleBuilder<TCommand, TValue?> rule) where TValue : struct, Enum =>
        rule.NotNull().WithMessage(_ => T("请选择一项。", "Choose one.")).IsInEnum().WithMessage(_ => T("请从列出的选项中选择。", "Choose one of those listed."));

    /// <summary>Each of several has to be one of those listed.</summary>
    public static IRuleBuilderOptions<TCommand, TValue> Listed<TCommand, TValue>(this IRuleBuilder<TCommand, TValue> rule) where TValue : struct, Enum =>
        rule.IsInEnum().WithMessage(_ => T("请从列出的选项中选择。", "Choose one of those listed."));

    /// <summary>A day has to be given.</summary>
    public static IRuleBuilderOptions<TCommand, DateOnly?> Given<TCommand>(this IRuleBuilder<TCommand, DateOnly?> rule) =>
        rule.NotEmpty().WithMessage(_ => T("请填写日期。", "Give a day."));

    /// <summary>Narrative that has to be given.</summary>
    public static IRuleBuilderOptions<TCommand, string?> Told<TCommand>(this IRuleBuilder<TCommand, string?> rule) =>
        rule.NotEmpty().WithMessage(_ => T("请填写说明。", "Say it in a few words.")).Short();

    /// <summary>A whole identity number that can be one.</summary>
    public static IRuleBuilderOptions<TCommand, string?> IdentityNumber<TCommand>(this IRuleBuilder<TCommand, string?> rule) =>
        rule.NotEmpty().WithMessage(_ => T("请填写身份证号。", "Give the identity number."))
            .Must(number => Domain.People.IdentityNumber.Check((number ?? "").Trim().ToUpperInvariant(), DateOnly.MaxValue) == IdentityNumberFault.None)
            .WithMessage(_ => T("身份证号有误：应为 18 位，请逐位核对。", "That is no identity number: it has 18 characters; check each."));

    /// <summary>Narrative of a length that can be read.</summary>
    public static IRuleBuilderOptions<TCommand, string?> Short<TCommand>(this IRuleBuilder<TCommand, string?> rule) =>
        rule.MaximumLength(LongestText).WithMessage(_ => T($"最多 {LongestText} 字，请缩短。", $"At most {LongestText} characters: shorten it."));

    /// <summary>文号: it stands in the event as it is, so that it must hold nothing by which a person is known.</summary>
    public static IRuleBuilderOptions<TCommand, string?> DocumentNumber<TCommand>(this IRuleBuilder<TCommand, string?> rule) =>
        rule.MaximumLength(LongestNumber).WithMessage(_ => T($"文号最多 {LongestNumber} 字。", $"A document's number has at most {LongestNumber} characters."))
            .Must(number => number is null || !LongDigits().IsMatch(number))
            .WithMessage(_ => T("这里只填文号，请勿填写身份证号或电话。", "Only the document's number belongs here, no identity number and no telephone."));

    /// <summary>Where a figure is from: it stands in the event as it is, so that it must hold nothing by which a person is known.</summary>
    public static IRuleBuilderOptions<TCommand, string?> Sourced<TCommand>(this IRuleBuilder<TCommand, string?> rule) =>
        rule.NotEmpty().WithMessage(_ => T("请写明出处，如统计报表名称和日期。", "Say where it is from, such as the return and its date."))
            .MaximumLength(LongestSource).WithMessage(_ => T($"出处最多 {LongestSource} 字。", $"A source has at most {LongestSource} characters."))
            .Must(source => source is null || !LongDigits().IsMatch(source))
            .WithMessage(_ => T("这里只填出处，请勿填写身份证号或电话。", "Only the source belongs here, no identity number and no telephone."));

    /// <summary>A number of days, within a year.</summary>
    public static IRuleBuilderOptions<TCommand, int?> Days<TCommand>(this IRuleBuilder<TCommand, int?> rule) =>
        rule.InclusiveBetween(1, 366).WithMessage(_ => T("天数应为 1 至 366。", "The days are from 1 to 366."));

    /// <summary>学校标识码.</summary>
    public static IRuleBuilderOptions<TCommand, string?> SchoolCode<TCommand>(this IRuleBuilder<TCommand, string?> rule) =>
        rule.Must(code => code is null || SchoolCodes().IsMatch(code)).WithMessage(_ => T("请填写 10 位学校标识码。", "Give the school's code of 10 digits."));

    /// <summary>Grade 1 to 9.</summary>
    public static IRuleBuilderOptions<TCommand, int?> Grade<TCommand>(this IRuleBuilder<TCommand, int?> rule) =>
        rule.InclusiveBetween(1, 9).WithMessage(_ => T("年级应为 1 至 9。", "The grade is 1 to 9."));

    [GeneratedRegex("[0-9]{11}")]
    private static partial Regex LongDigits();

    [GeneratedRegex("^[0-9]{10}$")]
    private static partial Regex SchoolCodes();
}
