using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Shell.Forms;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Persuasion;

/// <summary>The field in which an officer is chosen: level and user name go together, since an account answers at one level.</summary>
internal static class OfficerChoice
{
    /// <summary>Officers as the field offers them.</summary>
    public static IReadOnlyList<Option> Of(IEnumerable<Officer> officers) => [.. officers.Select(officer => new Option($"{officer.Level.Code()}/{officer.User}",
        $"{officer.Name} · {officer.OfficeName}（{EntryWords.Say(officer.Level)}{(officer.IsNear ? "" : T("，外单位", ", of another office"))}）"))];

    /// <summary>The one who was chosen; a problem where none was.</summary>
    public static (Level? Level, string? User) Read(Posted posted)
    {
        if (posted.Raw("officer").Split('/', 2) is [var level, var user] && Term.TryParse<Level>(level, out var of)) return (of, user);
        posted.Problems.Add("officer", T("请选择负责人。", "Choose an officer."));
        return (null, null);
    }
}
