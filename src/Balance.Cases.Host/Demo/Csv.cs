using System.Globalization;
using System.Text;
using Balance.Cases.Registers.Reading;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Host.Demo;

/// <summary>Writes a register file row by row: UTF-8, commas, the header in codes.</summary>
internal sealed class Csv : IDisposable
{
    private readonly StreamWriter _writer;
    private readonly int _columns;

    public Csv(Stream to, RegisterKind kind)
    {
        _writer = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\n" };
        var codes = RegisterColumns.Of(kind).Select(column => column.Code).ToArray();
        _columns = codes.Length;
        Row(codes);
    }

    public void Row(params ReadOnlySpan<string?> values)
    {
        if (values.Length != _columns) throw new ArgumentException("A row has as many values as the file has columns.", nameof(values));
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0) _writer.Write(',');
            _writer.Write(values[i]);
        }
        _writer.Write('\n');
    }

    public void Dispose() => _writer.Dispose();
}

/// <summary>Values as register files write them.</summary>
internal static class Written
{
    private static readonly string[] Digits = [.. Enumerable.Range(0, 100).Select(number => number.ToString(CultureInfo.InvariantCulture))];

    public static string Day(DateOnly day) => string.Create(10, day, static (text, day) => day.TryFormat(text, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture));

    public static string? DayOrNone(DateOnly? day) => day is { } known ? Day(known) : null;

    public static string Number(int number) => number is >= 0 and < 100 ? Digits[number] : number.ToString(CultureInfo.InvariantCulture);
}
