using System.Globalization;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Host.Demo;

/// <summary>The children of the county, each told from its number alone.</summary>
internal sealed class Children
{
    private const int YoungestAge = 4;
    private const int OldestAge = 16;
    private const int Orders = 999;

    // Where migrant children come from: counties of other provinces.
    private static readonly string[] Origins = ["150404", "220183", "411325", "522401", "130828"];

    private readonly CountyShape _shape;
    private readonly Draw _draw;
    private readonly Places _places;
    private readonly Fates _fates;
    private readonly DateOnly _firstBirthday;
    private readonly int _birthdays;
    private readonly int _stride;

    public Children(CountyShape shape, Draw draw, Places places)
    {
        (_shape, _draw, _places) = (shape, draw, places);
        _fates = new Fates(shape, draw);
        _firstBirthday = shape.Year.First.AddYears(-OldestAge - 1);
        _birthdays = shape.Year.First.AddYears(-YoungestAge).DayNumber - _firstBirthday.DayNumber;
        if (shape.Children > _birthdays * Orders) throw new ArgumentException("A birth date has 999 identity numbers in a county.", nameof(shape));
        _stride = StrideThrough(shape.Children);
    }

    public int Count => _shape.Children;

    public IEnumerable<DemoChild> All => Enumerable.Range(0, Count).Select(At);

    /// <summary>The child of a number.</summary>
    public DemoChild At(int number)
    {
        // Children that follow one another in the file were not born one after another.
        var place = (int)((long)number * _stride % Count);
        var day = (int)((long)place * _birthdays / Count);
        var born = _firstBirthday.AddDays(day);
        var residence = Residence(number);
        var order = place - (int)(((long)day * Count + _birthdays - 1) / _birthdays);
        var sequence = 1 + (order * 101 + day * 17) % Orders;
        var male = sequence % 2 == 1;
        var township = _places.TownshipBy(_draw.Share(number, Lot.Township));
        var migrant = residence == Domain.Terms.Residence.Migrant;
        var id = Identity(migrant ? _draw.Pick(number, Lot.Residence, Origins, turn: 1) : _shape.County, born, sequence);
        var name = Names.Surname(_draw, number, Lot.Name, 0) + Names.Given(_draw, number, Lot.Name, 1, male);
        var age = _shape.Year.AgeOf(born);
        var child = new DemoChild(number, id, name, male, born, age, age > 6 && _draw.Share(number, Lot.Late) < 0.01, township, migrant ? null : township,
            residence, Status(number), Fate.Settled, null, _fates.ImpairmentOf(number, age, residence))
        {
            IsNewcomer = migrant && _draw.Share(number, Lot.Residence, turn: 2) < 0.2,
        };
        return _fates.Tell(child);
    }

    private Residence Residence(int number) => _draw.Share(number, Lot.Residence) switch
    {
        < 0.025 => Domain.Terms.Residence.Away,
        < 0.08 => Domain.Terms.Residence.Migrant,
        _ => Domain.Terms.Residence.Local,
    };

    private PopulationStatus Status(int number) => _draw.Share(number, Lot.Status) switch
    {
        < 0.004 => PopulationStatus.MovedOut,
        < 0.0045 => PopulationStatus.Emigrated,
        < 0.0049 => PopulationStatus.Deceased,
        _ => PopulationStatus.Present,
    };

    private static string Identity(string place, DateOnly born, int sequence) => string.Create(IdentityNumber.Length, (place, born, sequence), static (text, parts) =>
    {
        parts.place.CopyTo(text);
        parts.born.TryFormat(text[6..], out _, "yyyyMMdd", CultureInfo.InvariantCulture);
        parts.sequence.TryFormat(text[14..], out _, "000", CultureInfo.InvariantCulture);
        text[^1] = IdentityNumber.CheckCharacter(text);
    });

    // A step without a common divisor visits every place once.
    private static int StrideThrough(int count)
    {
        var stride = Math.Max(1, (int)(count * 0.6180339887));
        while (GreatestCommonDivisor(stride, count) > 1) stride++;
        return stride;
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
