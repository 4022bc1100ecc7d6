using System.Text.Json;
using Balance.Cases.Access;
using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using FluentValidation;
using FluentValidation.Results;
using Marten.Exceptions;
using Npgsql;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Indicators.Declared;

/// <summary>Takes declared figures: each is an event in a stream of its own, so that it is chained like every other and known from a moment on.</summary>
public sealed class Declarations(CasesDatabase database, CaseSessions sessions, Counties counties, Books books, AccessLog log, TimeProvider clock)
{
    /// <summary>Records a declaration; the same command again has its effect once.</summary>
    /// <exception cref="Refusal"><c>forbidden</c>, <c>unknown_county</c>, <c>command_reused</c>.</exception>
    /// <exception cref="ValidationException">Field by field.</exception>
    public async Task<IDeclared> SayAsync<TSaid>(TSaid said, DeclarationValidator<TSaid> validator, Principal who, CancellationToken ct) where TSaid : Declaration
    {
        await log.MustAsync(who, Right.DeclareFigures, null, ct);
        await validator.ValidateAndThrowAsync(said, ct);
        await counties.PackOfAsync(who.Tenant, ct);
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var unit = string.IsNullOrWhiteSpace(said.Unit) ? who.Tenant : said.Unit.Trim();
        MustFit(said, unit, who, (await books.OfAsync(who.Tenant, connection, ct)).Places);

        var made = said.Made(StreamIds.Of("declared", who.Tenant, said.CommandId), unit, who.Actor);
        if (await DeclaredFigures.FindAsync(who.Tenant, made.Declaration, connection, ct) is { } before) return Same(before, made);
        try
        {
            await RecordAsync(made, said.CommandId, who, connection, ct);
            return made;
        }
        catch (ExistingStreamIdCollisionException)
        {
            return Same((await DeclaredFigures.FindAsync(who.Tenant, made.Declaration, connection, ct))!, made);
        }
    }

    private async Task RecordAsync(IDeclared made, Guid command, Principal who, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var session = sessions.Within(transaction, who, command);
        session.Events.StartStream(made.Declaration, made);
        await session.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private void MustFit(Declaration said, string unit, Principal who, Places places)
    {
        var wrong = new List<ValidationFailure>();
        if (said.On > clock.Today()) wrong.Add(new("on", T("不能晚于今天。", "It cannot lie after today.")));
        if (said.On < new SchoolYear(said.SchoolYear!.Value).First) wrong.Add(new("on", T("不能早于这一学年的开始。", "It cannot lie before the school year begins.")));
        if (unit != who.Tenant && !places.TownshipNames.ContainsKey(unit) && !IsOfCounty(unit, places)) wrong.Add(new("unit", T("请选择本县的乡镇或学校。", "Choose a township or school of the county.")));
        if (said.NamedSchools.FirstOrDefault(school => !IsOfCounty(school, places)) is { } stranger) wrong.Add(new("schools", T($"本县没有学校 {stranger}。", $"The county has no school {stranger}.")));
        if (wrong.Count > 0) throw new ValidationException(wrong);
    }

    private static bool IsOfCounty(string school, Places places) => places.BySchoolCode.GetValueOrDefault(school)?.Township is not null;

    private static IDeclared Same(IDeclared before, IDeclared now) => JsonSerializer.Serialize(before, before.GetType(), CasesJson.Options) == JsonSerializer.Serialize(now, now.GetType(), CasesJson.Options)
        ? before : throw Refusal.CommandReused();
}
