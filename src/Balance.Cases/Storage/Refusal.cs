namespace Balance.Cases.Storage;

/// <summary>What was asked for is refused, with nothing changed; the code is stable for machines, the words say what to do.</summary>
public sealed class Refusal(string code, string chinese, string english) : Exception(english)
{
    /// <summary>A page's command id came before with something else in it.</summary>
    public static Refusal CommandReused() => new("command_reused", "该操作编号已用于另一项内容，请刷新页面后重试。", "This command id has been used for something else; reload the page and try again.");

    /// <summary>Stable name in snake_case, such as <c>no_roll</c>.</summary>
    public string Code { get; } = code;

    /// <summary>For the screen.</summary>
    public string Chinese { get; } = chinese;

    /// <summary>For operators and English screens.</summary>
    public string English { get; } = english;
}
