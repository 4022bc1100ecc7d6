using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Balance.Cases.Domain.Standings;

namespace Balance.Cases.Migrants;

/// <summary>The school year that a handover 小升初 is for.</summary>
public static class TransitionYear
{
    /// <summary>From May on lists are made for the year that begins in September; after it has begun, for the running one.</summary>
    public static int Of(DateOnly day) => SchoolYear.Of(day).Year + (day.Month is >= 5 and <= 8 ? 1 : 0);

    /// <summary>The one list of two schools and a year: whoever adds a child to it finds it by itself.</summary>
    public static Guid ListOf(string county, int year, string from, string to)
    {
        var id = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"transition {county} {year} {from} {to}")));
        id[6] = (byte)(id[6] & 0x0F | 0x80); // version 8: made from a hash
        id[8] = (byte)(id[8] & 0x3F | 0x80);
        return new Guid(id.AsSpan(0, 16), bigEndian: true);
    }
}
