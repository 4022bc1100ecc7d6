using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Shell.Forms;

/// <summary>One of several answers.</summary>
/// <param name="Value">What the form sends.</param>
/// <param name="Label">What the officer reads.</param>
/// <param name="Hint">What choosing it means, where that is not plain.</param>
public sealed record Option(string Value, string Label, string? Hint = null)
{
    /// <summary>Every value of a coded kind.</summary>
    public static IReadOnlyList<Option> Of<T>() where T : struct, Enum => Of(Term.All<T>());

    /// <summary>Some values of a coded kind.</summary>
    public static IReadOnlyList<Option> Of<T>(IEnumerable<T> values) where T : struct, Enum =>
        [.. values.Select(value => new Option(value.Code(), Text.T(value.Chinese(), value.Code().Replace('_', ' '))))];
}
