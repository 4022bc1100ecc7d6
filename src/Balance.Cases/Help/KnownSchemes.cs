using Balance.Cases.Domain.Students;
using Balance.Cases.Storage;

namespace Balance.Cases.Help;

/// <summary>资助项目 that a county knows: those that the plans name, then those that it has granted, each as it is mostly spelt.</summary>
public sealed class KnownSchemes(CasesDatabase database)
{
    // 宝山 2018: 深入实施农村义务教育学生营养改善计划; the allowance is the national one of families in hardship.
    private static readonly string[] OfThePlans = ["家庭经济困难学生生活补助", "农村义务教育学生营养改善计划"];

    // The latest grants name what is in use.
    private const string Granted =
        """
        select scheme from (
            select data ->> 'scheme' as scheme, seq_id from cases.mt_events where tenant_id = $1 and type = 'aid_granted' order by seq_id desc limit 2000) latest
        group by scheme order by count(*) desc, scheme limit 50
        """;

    /// <summary>Their names.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(string tenant, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var granted = await connection.With(Granted, tenant).RowsAsync(row => row.Text(0)?.Trim() ?? "", ct);
        return [.. OfThePlans.Concat(granted.Where(name => name.Length > 0)).DistinctBy(AidScheme.Plain)];
    }
}
