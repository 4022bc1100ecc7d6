using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Balance.Cases.Browser;

/// <summary>A picture of a page in 256 colours: a third of the size, and nobody sees the difference.</summary>
internal static class SmallPicture
{
    private const int Colours = 256;

    // The browser knows how to read a PNG.
    private const string Read =
        """
        async png => {
            const picture = await createImageBitmap(await (await fetch('data:image/png;base64,' + png)).blob());
            const sheet = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
            sheet.drawImage(picture, 0, 0);
            const data = sheet.getImageData(0, 0, picture.width, picture.height).data;
            let text = '';
            for (let at = 0; at < data.length; at += 32768) text += String.fromCharCode(...data.subarray(at, at + 32768));
            return picture.width + ' ' + btoa(text);
        }
        """;

    /// <summary>The same picture with a palette.</summary>
    public static async Task<byte[]> OfAsync(IBrowserContext browser, byte[] png)
    {
        var blank = await browser.NewPageAsync();
        var read = (await blank.EvaluateAsync<string>(Read, Convert.ToBase64String(png))).Split(' ');
        await blank.CloseAsync();
        var width = int.Parse(read[0], System.Globalization.CultureInfo.InvariantCulture);
        var points = Convert.FromBase64String(read[1]).Chunk(4).Select(point => (R: (int)point[0], G: (int)point[1], B: (int)point[2])).ToArray();

        var palette = points.CountBy(point => point).OrderByDescending(point => point.Value).Take(Colours).Select(point => point.Key).ToArray();
        var places = palette.Index().ToDictionary(colour => colour.Item, colour => (byte)colour.Index);
        return Write(width, palette, [.. points.Select(Place)]);

        byte Place((int R, int G, int B) point)
        {
            if (places.TryGetValue(point, out var place)) return place;
            return places[point] = (byte)palette.Index().MinBy(colour => Square(colour.Item.R - point.R) + Square(colour.Item.G - point.G) + Square(colour.Item.B - point.B)).Index;
        }

        static int Square(int value) => value * value;
    }

    private static byte[] Write(int width, IReadOnlyList<(int R, int G, int B)> palette, byte[] points)
    {
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), points.Length / width);
        // Eight bits a point, each a place in the palette.
        (head[8], head[9]) = (8, 3);
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.SmallestSize))
            foreach (var line in points.Chunk(width)) zip.Write([0, .. line]);
        return
        [
            0x89, .. "PNG\r\n"u8, 0x1A, 0x0A,
            .. Part("IHDR", head), .. Part("PLTE", [.. palette.SelectMany(colour => new[] { (byte)colour.R, (byte)colour.G, (byte)colour.B })]), .. Part("IDAT", packed.ToArray()), .. Part("IEND", []),
        ];
    }

    private static byte[] Part(string kind, byte[] content)
    {
        var part = new byte[content.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(part, content.Length);
        Encoding.ASCII.GetBytes(kind, part.AsSpan(4));
        content.CopyTo(part, 8);
        BinaryPrimitives.WriteUInt32BigEndian(part.AsSpan(content.Length + 8), Check(part.AsSpan(4, content.Length + 4)));
        return part;
    }

    /// <summary>CRC-32 as PNG asks for it.</summary>
    private static uint Check(ReadOnlySpan<byte> bytes)
    {
        var check = uint.MaxValue;
        foreach (var each in bytes)
        {
            check ^= each;
            for (var bit = 0; bit < 8; bit++) check = (check >> 1) ^ ((check & 1) * 0xEDB88320);
        }
        return ~check;
    }
}
