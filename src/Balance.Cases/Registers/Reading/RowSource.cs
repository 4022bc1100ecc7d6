namespace Balance.Cases.Registers.Reading;

/// <summary>The rows of a file as cells, read forward; nothing but the row at hand is held.</summary>
internal abstract class RowSource : IDisposable
{
    /// <summary>Moves to the next row that is not empty; false at the end.</summary>
    public abstract bool Next();

    /// <summary>Moves before the first row of the next sheet; false where there is none.</summary>
    public virtual bool NextSheet() => false;

    /// <summary>The physical line, or spreadsheet row, on which the row begins, from 1.</summary>
    public abstract int Line { get; }

    /// <summary>How many cells the row has.</summary>
    public abstract int Count { get; }

    /// <summary>A cell as sent; it lives until the next row.</summary>
    public abstract ReadOnlySpan<char> this[int index] { get; }

    /// <summary>Whether a cell is a number to its spreadsheet, and so holds fifteen digits at most.</summary>
    public virtual bool IsNumber(int index) => false;

    /// <summary>Whether serial dates count from 1904.</summary>
    public virtual bool DatesSince1904 => false;

    public string[] AsSent()
    {
        var cells = new string[Count];
        for (var i = 0; i < cells.Length; i++) cells[i] = this[i].ToString();
        return cells;
    }

    protected bool IsEmptyRow()
    {
        for (var i = 0; i < Count; i++)
            if (!Tidy.IsBlank(this[i])) return false;
        return true;
    }

    public abstract void Dispose();
}
