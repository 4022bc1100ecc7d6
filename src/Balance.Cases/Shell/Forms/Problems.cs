namespace Balance.Cases.Shell.Forms;

/// <summary>What has to be put right before a form is taken: by field, and under "" what concerns the whole.</summary>
public sealed class Problems
{
    private readonly List<(string Field, string Words)> _all = [];

    /// <summary>In the order in which they were found.</summary>
    public IReadOnlyList<(string Field, string Words)> All => _all;

    public bool Any => _all.Count > 0;

    /// <summary>Adds one; say what to do, not what is wrong.</summary>
    public void Add(string field, string words) => _all.Add((field, words));

    /// <summary>The first of a field; null where it is in order.</summary>
    public string? Of(string field) => _all.Find(problem => problem.Field == field).Words;
}
