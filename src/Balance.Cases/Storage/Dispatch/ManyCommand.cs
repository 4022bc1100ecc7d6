using FluentValidation;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Storage.Dispatch;

/// <summary>A case that an officer chose, with the version seen.</summary>
public readonly record struct SeenCase(Guid Child, long Version);

/// <summary>The same decision in several files, on what the officer saw of each: in all of them, or in none.</summary>
/// <param name="CommandId">Chosen by whoever sends it; sent again, it answers the same.</param>
/// <param name="Cases">Each at most once.</param>
public abstract record ManyCommand(Guid CommandId, IReadOnlyList<SeenCase>? Cases) : IOfficerCommand
{
    /// <summary>So many at once: nobody else has to wait long for one of the files.</summary>
    public const int Most = 100;

    /// <summary>Names the command and never what it says: logs print messages.</summary>
    public sealed override string ToString() => $"{GetType().Name} {CommandId}";
}

/// <summary>The nested validator of such a command.</summary>
public abstract class ManyValidator<T> : AbstractValidator<T> where T : ManyCommand
{
    /// <summary>What every command in several files needs.</summary>
    protected ManyValidator()
    {
        RuleFor(command => command.CommandId).NotEmpty().WithMessage(_ => T("缺少操作编号，请刷新页面后重试。", "The command has no id; reload the page and try again."));
        RuleFor(command => command.Cases).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage(_ => T("请至少勾选一个个案。", "Choose at least one case."))
            .Must(cases => cases!.Count <= ManyCommand.Most).WithMessage(_ => T($"一次最多 {ManyCommand.Most} 个，请分批办理。", $"At most {ManyCommand.Most} at once: do it in parts."))
            .Must(cases => cases!.DistinctBy(one => one.Child).Count() == cases!.Count).WithMessage(_ => T("同一个个案只能勾选一次。", "Choose each case once."))
            .Must(cases => cases!.All(one => one.Child != Guid.Empty && one.Version > 0)).WithMessage(_ => T("请附上每个个案所见的版本号。", "Send each case with the version that you saw."));
    }
}
