using System.Globalization;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Host.Demo;

/// <summary>Rows of the household register, a few of them as spreadsheets and haste spoil them.</summary>
internal sealed class Households(Draw draw, int children)
{
    private static readonly string[] Villages = ["东", "西", "南", "北", "前", "后", "上", "下"];

    /// <summary>The row as it is now.</summary>
    public void Write(Csv csv, DemoChild child) => Write(csv, child, Spoilt(child) ?? child.IdNumber, child.Status);

    /// <summary>The row of a year ago: nothing had happened yet.</summary>
    public void WriteBefore(Csv csv, DemoChild child) => Write(csv, child, child.IdNumber, PopulationStatus.Present);

    private void Write(Csv csv, DemoChild child, string idNumber, PopulationStatus status)
    {
        var number = child.Number;
        var guardian = draw.Share(number, Lot.Guardian) < 0.7 ? child.Name[..1] : Names.Surname(draw, number, Lot.Guardian, 1);
        var mother = draw.Share(number, Lot.Guardian, turn: 2) < 0.35;
        csv.Row(idNumber, child.Name, child.Household?.Code, child.Township.Code, child.Residence.Code(), status.Code(),
            guardian + Names.Given(draw, number, Lot.Guardian, 3, !mother), Telephone(number), Address(child));
    }

    // No network has numbers that begin like this: nobody can be called.
    private string Telephone(int number) => string.Create(CultureInfo.InvariantCulture, $"120{draw.Number(number, Lot.Guardian, 100_000_000, turn: 6):00000000}");

    private string Address(DemoChild child)
    {
        var (number, township) = (child.Number, child.Township);
        return township.Urban
            ? string.Create(CultureInfo.InvariantCulture, $"{township.Name}第{1 + draw.Number(number, Lot.Guardian, 6, turn: 7)}社区{1 + draw.Number(number, Lot.Guardian, 60, turn: 8)}号楼")
            : string.Create(CultureInfo.InvariantCulture, $"{township.Name}{draw.Pick(number, Lot.Guardian, Villages, turn: 7)}村{1 + draw.Number(number, Lot.Guardian, 9, turn: 8)}组");
    }

    private string? Spoilt(DemoChild child)
    {
        var turn = child.Number * (long)CountyGenerator.FaultyRows / children;
        if (child.Number != (turn * 2 + 1) * children / (2 * CountyGenerator.FaultyRows)) return null;
        return (turn % 3) switch
        {
            0 => child.IdNumber[..17] + (child.IdNumber[17] == '0' ? '1' : '0'),
            1 => string.Create(CultureInfo.InvariantCulture, $"{child.IdNumber[0]}.{child.IdNumber.AsSpan(1, 5)}E+17"),
            _ => child.IdNumber[..17],
        };
    }
}
