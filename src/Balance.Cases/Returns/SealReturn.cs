using System.Text.Json;
using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Documents;
using Balance.Cases.Domain.Returns;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Indicators.Further;
using Balance.Cases.Indicators.Standings;
using Balance.Cases.Registers;
using Balance.Cases.Storage;
using FluentValidation;
using Npgsql;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Returns;

/// <summary>封存报表: the figures of a period that is over are frozen as they are known now.</summary>
/// <param name="CommandId">Chosen by whoever sends it; sent again, it answers the same.</param>
/// <param name="Day">A day of the period.</param>
public sealed record SealReturn(Guid CommandId, ReturnKind? Kind, DateOnly? Day)
{
    public sealed class Validator : AbstractValidator<SealReturn>
    {
        public Validator()
        {
            RuleFor(command => command.CommandId).Identified();
            RuleFor(command => command.Kind).Chosen();
            RuleFor(command => command.Day).Given();
            RuleFor(command => command.Day).Must(day => day is null or { Year: >= 1986 and <= 2100 }).WithMessage(_ => T("日期应在 1986 年至 2100 年。", "The day lies from 1986 to 2100."));
        }
    }
}

/// <summary>Seals a return of the officer's own office; number, bytes and event are one transaction, so that no number is lost.</summary>
public sealed class ReturnSealing(CasesDatabase database, CaseSessions sessions, FurtherRates further, IssuedPapers papers, Counties counties, AccessLog log, TimeProvider clock)
{
    /// <summary>The return.</summary>
    /// <exception cref="Refusal"><c>forbidden</c>, <c>period_not_over</c>, <c>already_sealed</c>, <c>command_reused</c>, <c>unknown_county</c>.</exception>
    /// <exception cref="ValidationException">Field by field.</exception>
    public async Task<ReturnSealed> SealAsync(SealReturn command, Principal who, CancellationToken ct)
    {
        await log.MustAsync(who, Right.SealReturn, null, ct);
        await new SealReturn.Validator().ValidateAndThrowAsync(command, ct);
        var period = ReturnPeriod.Holding(command.Kind!.Value, command.Day!.Value);
        if (!period.HasEndedBy(clock.Today()))
            throw new Refusal("period_not_over", $"这一期到 {Day(period.Until)} 结束，结束后再封存。", $"The period lasts until {Day(period.Until)}; seal it after that.");

        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var id = StreamIds.Of("return", $"{who.Tenant} {who.Office}", command.CommandId);
        if (await SealedReturns.FindAsync(who.Tenant, id, connection, ct) is { } before) return Same(before.Sealed.Event, period);

        var frozen = await FreezeAsync(period, who, connection, ct);
        try
        {
            return await RecordAsync(id, command.CommandId, frozen, who, connection, ct);
        }
        catch (PostgresException twice) when (twice.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // The transaction is gone, and with it the number: it is given out again.
            if (await SealedReturns.FindAsync(who.Tenant, id, connection, ct) is { } meanwhile) return Same(meanwhile.Sealed.Event, period);
            throw new Refusal("already_sealed", "本单位这一期已经封存；此后补录的变化写在下一期。", "This office has sealed that period; what came late stands in the next return.");
        }
    }

    private async Task<ReturnContent> FreezeAsync(ReturnPeriod period, Principal who, NpgsqlConnection connection, CancellationToken ct)
    {
        var pack = await counties.PackOfAsync(who.Tenant, period.Until, ct);
        var year = SchoolYear.Of(period.Until).Year;
        var now = await further.OnAsync(who.Tenant, year, period.Until, null, ct);
        var knownAt = now.Rates.KnownAt;
        Restatement? restated = null;
        if (await SealedReturns.BeforeAsync(who.Tenant, who.Office, period.Kind, period.Until, connection, ct) is { Content: var then, Sealed.Event.Return: var last })
        {
            var again = await further.OnAsync(who.Tenant, then.SchoolYear, then.AsOf, knownAt, ct);
            restated = new(last, then.Number, then.AsOf, then.KnownAt, Restatement.Between(then.Figures, ReturnFigures.Of(again, who.Office)));
        }
        return new(period.Kind, year, period.From, period.Until, knownAt, who.Tenant, who.Office, "", FigureDefinitions.Version, pack.Id,
            await ChainTime.HeadsAsync(connection, who.Tenant, knownAt, ct), ReturnFigures.Of(now, who.Office), restated);
    }

    private async Task<ReturnSealed> RecordAsync(Guid id, Guid command, ReturnContent frozen, Principal who, NpgsqlConnection connection, CancellationToken ct)
    {
        var pack = await counties.PackOfAsync(who.Tenant, frozen.AsOf, ct);
        var today = clock.Today();
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var (office, year, number) = await papers.NextAsync(who, today.Year, connection, ct);
        var content = frozen with { Number = number.Words(office, year) };
        var (says, file) = (JsonSerializer.SerializeToUtf8Bytes(content, CasesJson.Options), WordFile.Of(ReturnPaper.Of(content, pack, office, today)));
        await connection.With("insert into returns.sealed (id, tenant, unit, kind, as_of, year, number, content, file) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            id, who.Tenant, content.Unit, content.Kind.Code(), content.AsOf, year, number.Value, says, file).RunAsync(ct);
        var happened = new ReturnSealed(id, content.Kind, content.SchoolYear, content.From, content.AsOf, content.KnownAt, content.Unit, content.Definitions, content.Pack, content.Positions, content.Number,
            Digest.Of(says), Digest.Of(file), content.Restated?.Return, who.Actor);
        await using var session = sessions.Within(transaction, who, command);
        session.Events.StartStream(id, happened);
        await session.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return happened;
    }

    private static ReturnSealed Same(ReturnSealed before, ReturnPeriod period) => before.Kind == period.Kind && before.AsOf == period.Until
        ? before : throw Refusal.CommandReused();
}
