using Balance.Cases.Access;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Cases;

/// <summary>Children whom no register knows: who they are said to be goes to the vault, where they are said to be to the whereabouts.</summary>
public sealed class ProvisionalChildren(CasesDatabase database, VaultBatch vault, Books books, CaseContexts contexts, AccessLog log)
{
    /// <summary>Keeps the child of a command, once. Nothing is kept of a command that would be refused.</summary>
    /// <exception cref="Refusal"><c>forbidden</c>, <c>unknown_place</c>, or why no case could be opened.</exception>
    public async Task KeepAsync(Act act, OpenProvisionalCase command, CancellationToken ct)
    {
        if (!act.Allowed) throw await log.ForbiddenAsync(act.Who, act.Use, null, ct);
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        if (await IsKnownAsync(act.Who.Tenant, command.Child, connection, ct)) return; // then the file's own door asks whether it may be opened
        var place = await PlaceAsync(command, act.Who, connection, ct);
        var context = await contexts.OfAsync(act.Who, command.Child, command.CommandId, new ChildLook(null, command.BirthDate, []), ct);
        var asked = new Domain.Students.Decisions.OpenCase(command.OccurredOn, command.Concern!.Value, null);
        if (Casework.Decide(null, asked, context).Refused is { } refused) throw new Refusal(refused.Code, refused.Chinese, refused.English);

        await using var transaction = await connection.BeginTransactionAsync(ct);
        try
        {
            await vault.AllotProvisionalAsync(connection, transaction, act.Who.Tenant, command.Child,
                IdentityFacet.OfProvisional(command.Name!.Trim(), command.BirthDate, command.GuardianName, command.GuardianPhone, command.Address), ct);
            await Whereabouts.FollowAsync(act.Who.Tenant, command.Child, place, connection, ct);
            await transaction.CommitAsync(ct);
        }
        catch (PostgresException twice) when (twice.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // The same command was faster on another way.
            await transaction.RollbackAsync(ct);
        }
    }

    private static Task<bool> IsKnownAsync(string tenant, Guid child, NpgsqlConnection connection, CancellationToken ct) =>
        connection.With("select exists (select from people.children where tenant = $1 and child = $2)", tenant, child).ScalarAsync<bool>(ct);

    /// <summary>As told; what is not told is the officer's own school, class or township, so that whoever opened a case sees it.</summary>
    private async Task<Place> PlaceAsync(OpenProvisionalCase command, Principal who, NpgsqlConnection connection, CancellationToken ct)
    {
        var places = (await books.OfAsync(who.Tenant, connection, ct)).Places;
        var school = command.School ?? (who.Level == Level.School ? who.Office : null);
        var township = command.Township ?? (who.Level == Level.Township ? who.Office : null);
        if (township is not null && !places.TownshipNames.ContainsKey(township) || command.School is not null && !places.BySchoolCode.ContainsKey(command.School))
            throw new Refusal("unknown_place", "请从名单中选择学校或乡镇。", "Choose the school or township from the list.");
        var schoolTownship = school is null ? null : places.BySchoolCode.GetValueOrDefault(school)?.Township;
        var place = new Place(township, school, schoolTownship, school == who.Office ? who.Grade : null, school == who.Office ? who.Class : null, Followed: true);
        return place.IsWithin(Scope.Of(who), command.Child) ? place
            : throw new Refusal("outside_scope", "只能为本校、本乡镇的学生建档。", "Open cases for children of your own school or township only.");
    }
}
