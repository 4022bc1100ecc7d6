namespace Balance.Cases.Domain.Students;

/// <summary>
/// What corrections and withdrawals make of the entries before them: the one place of this rule, for the child's state and for figures alike.
/// A corrected entry counts as though never entered wrongly, in its old place; a withdrawn one as never entered. Both are entries and can
/// themselves be corrected or withdrawn. A file that was merged into another counts as though none of it had been entered here.
/// </summary>
public static class Corrections
{
    /// <summary>The same entries in order of recording, each with what stands of it.</summary>
    /// <param name="entries">Entries in any order; one that points at an entry not among them changes nothing.</param>
    public static Entry[] Apply(IEnumerable<Entry> entries)
    {
        var file = entries.Select(entry => new Entry(entry.Recorded, entry.Order)).OrderBy(entry => entry.Order).ToArray();
        if (!Array.Exists(file, IsCorrection)) return file;

        var places = new Dictionary<Guid, int>();
        for (var place = 0; place < file.Length; place++) places.TryAdd(file[place].Id, place);

        // Only later entries speak of earlier ones: going backwards, whatever bears on an entry is settled when it is reached.
        for (var place = file.Length - 1; place >= 0; place--)
        {
            if (!file[place].Stands) continue;
            switch (file[place].Happened)
            {
                case EntryWithdrawn w when places.TryGetValue(w.Wrong, out var wrong) && wrong < place:
                    file[wrong] = file[wrong] with { WithdrawnBy = file[place].Id };
                    break;
                case FileMerged:
                    for (var earlier = 0; earlier < place; earlier++) file[earlier] = file[earlier] with { WithdrawnBy = file[place].Id };
                    break;
                // The last correction that stands has spoken first; an older one is overruled.
                case EntryCorrected c when places.TryGetValue(c.Wrong, out var wrong) && wrong < place && file[wrong].Corrected is null:
                    file[wrong] = file[wrong] with { Corrected = c.Right, CorrectedBy = file[place].Id };
                    break;
            }
        }
        return file;
    }

    private static bool IsCorrection(Entry entry) => entry.Recorded is EntryCorrected or EntryWithdrawn or FileMerged;
}
