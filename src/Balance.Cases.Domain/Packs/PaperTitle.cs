using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Packs;

/// <summary>What a paper is headed in a county.</summary>
public sealed record PaperTitle(DocumentKind Kind, string Title, Ground Ground, string Source, string Quote, string? File = null) : IGrounded
{
    /// <summary>Papers that a pack names: all but the list of a handover, which is no file, and a return, which is called by its period.</summary>
    public static IReadOnlyList<DocumentKind> Kinds { get; } = [.. Term.All<DocumentKind>().Except([DocumentKind.TransitionList, DocumentKind.IndicatorReturn])];
}
