namespace Balance.Cases.Registers.Reading;

/// <summary>Turns the rows of a file into records and rejects, one by one as they are asked for.</summary>
public static class RegisterReader
{
    /// <summary>Reads the file to its end, once; a register file can be read only forward.</summary>
    public static IEnumerable<ReadRow<T>> Read<T>(RegisterFile file, ReadContext context) where T : class, IRegisterRow<T>
    {
        if (file.Kind != T.Kind) throw new ArgumentException("The file was opened as another kind.", nameof(file));
        return Rows<T>(file, context);
    }

    private static IEnumerable<ReadRow<T>> Rows<T>(RegisterFile file, ReadContext context) where T : class, IRegisterRow<T>
    {
        var row = new Row(file, context);
        var keepsAll = file.Kind == Domain.Terms.RegisterKind.Ledger;
        while (file.Next())
        {
            row.Begin();
            var record = T.Judge(row);
            if (record is not null) row.Keep();
            yield return new ReadRow<T>(file.Line, record, row.Reject, row.IdNumber, keepsAll || record is null ? file.AsSent() : []);
        }
    }
}
