using System.Security.Cryptography;
using Balance.Cases.People;

namespace Balance.Cases.Tests.People;

[Collection<PeopleDatabaseCollection>]
public sealed class RejectedValuesTests(PeopleDatabase people)
{
    [Fact]
    public async Task A_rejected_value_opens_for_its_import_until_its_days_are_over()
    {
        await using var room = people.Start();
        var (county, import) = (people.NewCounty(), Guid.CreateVersion7());
        await SealAsync(room, county, import, (17, "2113811987"), (18, "先写的"));
        await SealAsync(room, county, import, (18, "改正的"));
        (await room.Rejected.OpenAsync(county, import)).ShouldBe(new Dictionary<int, string> { [17] = "2113811987", [18] = "改正的" }, ignoreOrder: true);
        (await room.Rejected.OpenAsync(people.NewCounty(), import)).ShouldBeEmpty();
        (await room.Rejected.PurgeAsync()).ShouldBe(0);

        await people.DoAsync("update people.rejected_values set expires_at = expires_at - interval '91 days' where tenant = $1 and line = 17", county);

        (await room.Rejected.OpenAsync(county, import)).Keys.ShouldBe([18]);
        (await room.Rejected.PurgeAsync()).ShouldBe(1);
        (await people.AskAsync<long>("select count(*) from people.rejected_values where tenant = $1", county)).ShouldBe(1);
    }

    [Fact]
    public async Task A_rejected_value_belongs_to_its_line_and_county()
    {
        await using var room = people.Start();
        var (county, import) = (people.NewCounty(), Guid.CreateVersion7());
        await SealAsync(room, county, import, (3, "21138119"));

        await people.DoAsync("update people.rejected_values set line = 4 where tenant = $1", county);

        await Should.ThrowAsync<CryptographicException>(() => room.Rejected.OpenAsync(county, import));
    }

    private static Task<bool> SealAsync(Room room, string county, Guid import, params (int Line, string Value)[] values) =>
        room.InTransactionAsync(async (connection, transaction) =>
        {
            await room.Rejected.SealAsync(connection, transaction, county, import, values, CancellationToken.None);
            return true;
        });
}
