using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Audit;

/// <summary>Rows of the access log in words.</summary>
internal static class LogWords
{
    /// <summary>What was done.</summary>
    public static string Act(string code) => Term.TryParse<LogAct>(code, out var act) ? EntryWords.Say(act) : code;

    /// <summary>What it was about: a right, a reason, or as it was written.</summary>
    public static string Detail(LogEntry row) => row.Detail switch
    {
        null => "",
        "checkpoint" => T("检查点", "checkpoint"),
        var code when Term.TryParse<Right>(code, out var right) => EntryWords.Say(right),
        var code when Term.TryParse<UnmaskReason>(code, out var reason) => EntryWords.Say(reason),
        var text => text,
    };
}
