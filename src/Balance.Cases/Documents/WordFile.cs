using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Balance.Cases.Documents;

/// <summary>
/// Draws a paper as .docx, in the faces that offices use. The order of a property's elements is the schema's; Word refuses another. Rows and the
/// block of signatures are never torn apart by the end of a page, and what is filled in by hand has room for a hand.
/// </summary>
internal static class WordFile
{
    private const string Body = "仿宋";
    private const string Head = "黑体";
    // Widths in twentieths of a point; together the paper's between its margins.
    private const int LabelWidth = 2150, ValueWidth = 2499, Whole = 2 * (LabelWidth + ValueWidth);
    // As many characters stand on one line beside a label.
    private const int ShortValue = 10, ShortLabel = 9;
    private const uint HandRow = 620;
    // Of a list's rows, in half points.
    private const int ListFace = 19;

    /// <summary>The file's bytes.</summary>
    public static byte[] Of(Paper paper)
    {
        using var file = new MemoryStream();
        using (var package = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document))
        {
            var main = package.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = new Styles(new DocDefaults(new RunPropertiesDefault(new RunPropertiesBaseStyle(
                new RunFonts { Ascii = Body, HighAnsi = Body, EastAsia = Body }, new FontSize { Val = "24" }, new Languages { Val = "en-US", EastAsia = "zh-CN" }))));
            var footer = main.AddNewPart<FooterPart>();
            footer.Footer = new Footer(PageNumbers());
            main.Document = new Document(new Body(Content(paper).Append(new SectionProperties(
                new FooterReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(footer) },
                new PageSize { Width = 11906, Height = 16838 }, new PageMargin { Top = 1440, Right = 1304, Bottom = 1304, Left = 1304, Header = 851, Footer = 737, Gutter = 0 }))));
        }
        return file.ToArray();
    }

    private static IEnumerable<OpenXmlElement> Content(Paper paper)
    {
        yield return Line(paper.Title, 36, JustificationValues.Center, Head);
        yield return Line(paper.Number, 24, JustificationValues.Center);
        foreach (var part in paper.Parts)
        {
            if (part.Heading is { } heading) yield return Line(heading, 26, JustificationValues.Left, Head, staysWithNext: true);
            foreach (var text in part.Text) yield return Text(text);
            if (part.Lines.Count > 0) yield return TableOf(part.Lines);
            if (part.Table is { } table)
            {
                yield return Line("", 12, JustificationValues.Left, staysWithNext: true);
                yield return ListOf(table);
            }
        }
        yield return Line("", 24, JustificationValues.Left, staysWithNext: true);
        if (paper.Signatures.Count > 0) yield return Signatures(paper.Signatures);
        yield return Line("", 12, JustificationValues.Left, staysWithNext: true);
        yield return Line(paper.Office, 24, JustificationValues.Right, staysWithNext: true);
        yield return Line(paper.On.ToString("yyyy年M月d日", CultureInfo.InvariantCulture), 24, JustificationValues.Right);
    }

    private static Paragraph Line(string text, int halfPoints, JustificationValues where, string face = Body, bool staysWithNext = false) => new(
        Properties(staysWithNext, new SpacingBetweenLines { Before = "60", After = "60", Line = "360", LineRule = LineSpacingRuleValues.Auto }, null, where), RunOf(text, face, halfPoints));

    // Whom it speaks to stands at the margin; what it says begins two characters in.
    private static Paragraph Text(string text) => new(
        Properties(false, new SpacingBetweenLines { Line = "560", LineRule = LineSpacingRuleValues.Exact }, text.EndsWith('：') ? null : new Indentation { FirstLineChars = 200, FirstLine = "560" }, JustificationValues.Both),
        RunOf(text, Body, 28));

    private static ParagraphProperties Properties(bool staysWithNext, SpacingBetweenLines spacing, Indentation? indentation, JustificationValues where)
    {
        var properties = new ParagraphProperties();
        if (staysWithNext) properties.AppendChild(new KeepNext());
        properties.AppendChild(spacing);
        if (indentation is not null) properties.AppendChild(indentation);
        properties.AppendChild(new Justification { Val = where });
        return properties;
    }

    private static Run RunOf(string text, string face, int halfPoints) => new(
        new RunProperties(new RunFonts { Ascii = face, HighAnsi = face, EastAsia = face }, new FontSize { Val = halfPoints.ToString(CultureInfo.InvariantCulture) }),
        new Text(text) { Space = SpaceProcessingModeValues.Preserve });

    private static Paragraph PageNumbers() => new(new ParagraphProperties(new Justification { Val = JustificationValues.Center }),
        RunOf("第 ", Body, 18), new SimpleField(RunOf("1", Body, 18)) { Instruction = "PAGE" }, RunOf(" 页　共 ", Body, 18), new SimpleField(RunOf("1", Body, 18)) { Instruction = "NUMPAGES" }, RunOf(" 页", Body, 18));

    /// <summary>Labels and values: two pairs a row where both are short, as printed forms have them.</summary>
    private static Table TableOf(IReadOnlyList<PaperLine> lines)
    {
        var table = NewTable(BorderValues.Single, LabelWidth, ValueWidth, LabelWidth, ValueWidth);
        for (var i = 0; i < lines.Count; i++)
        {
            var isPair = IsShort(lines[i]) && i + 1 < lines.Count && IsShort(lines[i + 1]);
            table.AppendChild(isPair
                ? Row(null, Label(lines[i].Label), Cell(lines[i].Value, ValueWidth), Label(lines[++i].Label), Cell(lines[i].Value, ValueWidth))
                : Row(lines[i].Value.Length == 0 ? HandRow : null, Label(lines[i].Label), Cell(lines[i].Value, Whole - LabelWidth, across: 3)));
        }
        return table;

        static bool IsShort(PaperLine line) => line.Value.Length is > 0 and <= ShortValue && line.Label.Length <= ShortLabel;
    }

    /// <summary>A row for each of many; the headings stand again on every page.</summary>
    private static Table ListOf(PaperTable list)
    {
        var shares = list.Columns.Sum(column => column.Share);
        int[] widths = [.. list.Columns.Select(column => Whole * column.Share / shares)];
        var table = NewTable(BorderValues.Single, widths);
        var head = Row(null, [.. list.Columns.Select((column, at) => Cell(column.Heading, widths[at], JustificationValues.Center, halfPoints: ListFace))]);
        head.GetFirstChild<TableRowProperties>()!.AppendChild(new TableHeader());
        table.AppendChild(head);
        foreach (var row in list.Rows) table.AppendChild(Row(null, [.. row.Select((cell, at) => Cell(cell, widths[at], JustificationValues.Center, halfPoints: ListFace))]));
        return table;
    }

    private static Table Signatures(IReadOnlyList<string> signatures)
    {
        var table = NewTable(BorderValues.None, 3200, 3298, 2800);
        foreach (var signature in signatures)
            table.AppendChild(Row(HandRow, Cell($"{signature}：", 3200, JustificationValues.Right, staysWithNext: true), Cell("", 3298, isLine: true, staysWithNext: true), Cell("　　　年　　月　　日", 2800, staysWithNext: true)));
        return table;
    }

    private static Table NewTable(BorderValues line, params int[] widths) => new(
        new TableProperties(
            new TableWidth { Width = Twips(widths.Sum()), Type = TableWidthUnitValues.Dxa },
            new TableJustification { Val = TableRowAlignmentValues.Center },
            new TableBorders(Border<TopBorder>(line), Border<LeftBorder>(line), Border<BottomBorder>(line), Border<RightBorder>(line), Border<InsideHorizontalBorder>(line), Border<InsideVerticalBorder>(line)),
            new TableLayout { Type = TableLayoutValues.Fixed }),
        new TableGrid(widths.Select(width => new GridColumn { Width = Twips(width) })));

    private static TBorder Border<TBorder>(BorderValues line) where TBorder : BorderType, new() => new() { Val = line, Size = 4, Space = 0, Color = "000000" };

    private static TableRow Row(uint? height, params TableCell[] cells)
    {
        var properties = new TableRowProperties(new CantSplit());
        if (height is { } least) properties.AppendChild(new TableRowHeight { Val = least, HeightType = HeightRuleValues.AtLeast });
        return new TableRow(cells.Prepend<OpenXmlElement>(properties));
    }

    private static TableCell Label(string text) => Cell(text, LabelWidth, JustificationValues.Center);

    private static TableCell Cell(string text, int width, JustificationValues? where = null, int across = 1, bool isLine = false, bool staysWithNext = false, int halfPoints = 22)
    {
        var properties = new TableCellProperties(new TableCellWidth { Width = Twips(width), Type = TableWidthUnitValues.Dxa });
        if (across > 1) properties.AppendChild(new GridSpan { Val = across });
        if (isLine) properties.AppendChild(new TableCellBorders(new BottomBorder { Val = BorderValues.Single, Size = 4, Space = 0, Color = "000000" }));
        properties.AppendChild(new TableCellVerticalAlignment { Val = staysWithNext ? TableVerticalAlignmentValues.Bottom : TableVerticalAlignmentValues.Center });
        return new TableCell(properties, new Paragraph(Properties(staysWithNext, new SpacingBetweenLines { Before = "60", After = "60" }, null, where ?? JustificationValues.Left), RunOf(text, Body, halfPoints)));
    }

    private static string Twips(int width) => width.ToString(CultureInfo.InvariantCulture);
}
