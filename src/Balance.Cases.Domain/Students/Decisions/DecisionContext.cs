using System.Buffers.Binary;
using System.Security.Cryptography;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Standings;

namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>What a decision needs to know beside the child's file.</summary>
/// <param name="By">Who decides, from the principal.</param>
/// <param name="Today">Today in Asia/Shanghai; in imports and screening the file's <c>--as-of</c>.</param>
/// <param name="Command">The command's id; of the ledger that of the import. The ids of the entries follow from it.</param>
/// <param name="Pack">The county's policy pack.</param>
/// <param name="Rolls">Every roll of the county with the child's status on each.</param>
/// <param name="Born">The child's date of birth; null: not known.</param>
public sealed record DecisionContext(Actor By, DateOnly Today, Guid Command, PolicyPack Pack, IReadOnlyList<RollMark> Rolls, DateOnly? Born)
{
    /// <summary>The name of the command's entry of that number: the same command, run again, names the same entries.</summary>
    public Guid EntryId(int index = 0)
    {
        Span<byte> seed = stackalloc byte[20];
        Command.TryWriteBytes(seed, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(seed[16..], index);

        Span<byte> id = stackalloc byte[32];
        SHA256.HashData(seed, id);
        id[6] = (byte)(id[6] & 0x0F | 0x80); // version 8: made from a hash
        id[8] = (byte)(id[8] & 0x3F | 0x80);
        return new Guid(id[..16], bigEndian: true);
    }
}
