namespace Balance.Cases.Host.Demo;

/// <summary>What is drawn by lot about a child; each is its own lot, so that adding one leaves the others as they are.</summary>
internal enum Lot
{
    Name,
    Township,
    Residence,
    Status,
    Guardian,
    School,
    Late,
    Fate,
    FateDetail,
    Disability,
    Placement,
    LeftBehind,
    Caregiver,
    Assistance,
    Aid,
    CareVisit,
    Dropout,
    DropoutDay,
    Reason,
    Return,
    ReturnDay,
    Ladder,
    Absence,
    Transfer,
}

/// <summary>Lots that depend on the seed, the child and what is asked, and on nothing drawn before: any child can be told without the others.</summary>
internal readonly struct Draw(ulong seed)
{
    /// <summary>The generator of <paramref name="seed"/>.</summary>
    public static Draw Of(int seed) => new(Mix((ulong)seed * 0x9E3779B97F4A7C15UL + 1));

    /// <summary>At least 0, below 1.</summary>
    public double Share(int child, Lot lot, int turn = 0) => (Bits(child, lot, turn) >> 11) * (1.0 / (1UL << 53));

    /// <summary>At least 0, below <paramref name="below"/>.</summary>
    public int Number(int child, Lot lot, int below, int turn = 0) => (int)(Share(child, lot, turn) * below);

    /// <summary>One of several.</summary>
    public T Pick<T>(int child, Lot lot, IReadOnlyList<T> among, int turn = 0) => among[Number(child, lot, among.Count, turn)];

    private ulong Bits(int child, Lot lot, int turn) => Mix(Mix(seed + (ulong)child * 0xBF58476D1CE4E5B9UL) ^ ((ulong)lot << 20 | (uint)turn));

    // SplitMix64's finalizer.
    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
