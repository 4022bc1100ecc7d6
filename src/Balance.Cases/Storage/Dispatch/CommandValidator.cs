using System.Globalization;
using FluentValidation;

namespace Balance.Cases.Storage.Dispatch;

/// <summary>The nested validator of a command; says in the reader's language what to do.</summary>
public abstract class CommandValidator<T> : AbstractValidator<T> where T : CaseCommand
{
    /// <summary>What every command needs.</summary>
    protected CommandValidator()
    {
        RuleFor(command => command.CommandId).NotEmpty().WithMessage(Say("缺少操作编号，请刷新页面后重试。", "The command has no id; reload the page and try again."));
        RuleFor(command => command.Child).NotEmpty().WithMessage(Say("请选择学生。", "Choose a child."));
    }

    /// <summary>The message in the language of whoever asked; Chinese unless it is English.</summary>
    protected static Func<T, string> Say(string chinese, string english) =>
        _ => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? english : chinese;
}
