using Balance.Cases.Domain.Standings;

namespace Balance.Cases.Storage.Desk;

/// <summary>Receipts are kept for the school year and the two before it: nobody repeats a command after that.</summary>
public sealed class ReceiptUpkeep(CasesDatabase database, TimeProvider clock) : IUpkeep
{
    private const int YearsKept = 2;

    public async Task ForgetAsync(CancellationToken ct)
    {
        var since = new SchoolYear(SchoolYear.Of(clock.Today()).Year - YearsKept).First;
        await using var forget = database.Application.CreateCommand("delete from cases.mt_doc_keptreceipt where mt_last_modified < $1");
        forget.Parameters.Add(new() { Value = since });
        await forget.ExecuteNonQueryAsync(ct);
    }
}
