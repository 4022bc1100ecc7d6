using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Documents;

/// <summary>What a paper says, whatever it is drawn as: one content for the .docx and for the page that is printed.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Number">文号.</param>
/// <param name="Office">Who issues it.</param>
/// <param name="Parts">In the order in which they are read.</param>
/// <param name="Signatures">Lines to be signed by hand.</param>
public sealed record Paper(DocumentKind Kind, string Title, string Number, DateOnly On, string Office, IReadOnlyList<PaperPart> Parts, IReadOnlyList<string> Signatures)
{
    /// <summary>The kind, never what it says.</summary>
    public override string ToString() => $"Paper {Kind}";
}

/// <summary>A part of a paper: a heading, then a table of labels and values, then running text.</summary>
public sealed record PaperPart(string? Heading, IReadOnlyList<PaperLine> Lines, IReadOnlyList<string> Text)
{
    /// <summary>A list of many, after these; null: there is none.</summary>
    public PaperTable? Table { get; init; }

    /// <summary>Nothing of what it says.</summary>
    public override string ToString() => nameof(PaperPart);
}

/// <summary>A label and what stands beside it.</summary>
public sealed record PaperLine(string Label, string Value)
{
    /// <summary>Nothing of what it says.</summary>
    public override string ToString() => nameof(PaperLine);
}

/// <summary>A table of a paper: a row for each of many.</summary>
public sealed record PaperTable(IReadOnlyList<TableColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Nothing of what it says.</summary>
    public override string ToString() => nameof(PaperTable);
}

/// <summary>How a column is headed, and its share of the width.</summary>
public sealed record TableColumn(string Heading, int Share);
