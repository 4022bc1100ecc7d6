using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Registers;
using Balance.Cases.Registers;
using Balance.Cases.Storage;
using FluentValidation;
using Npgsql;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Deadlines;

/// <summary>The county is to work under another policy pack from a day on.</summary>
/// <param name="Pack">Its name.</param>
public sealed record AppointPack(Guid CommandId, string? Pack, DateOnly? From)
{
    public sealed class Validator : AbstractValidator<AppointPack>
    {
        public Validator()
        {
            RuleFor(asked => asked.CommandId).Identified();
            RuleFor(asked => asked.Pack).Must(pack => pack is not null && PolicyPack.Shipped.ContainsKey(pack)).WithMessage(_ => T("请从名单中选择政策包。", "Choose a policy pack from the list."));
            RuleFor(asked => asked.From).NotNull().WithMessage(_ => T("请填写从哪天起执行。", "Say from which day on."));
        }
    }
}

/// <summary>An appointment as it was made.</summary>
/// <param name="By">Who made it, as colleagues call them.</param>
public sealed record PackAppointment(string Pack, DateOnly From, string By, DateTimeOffset At);

/// <summary>
/// 更换政策包: under which policy a county works, from which day. It is never of the past: what was judged stays judged, and what began under
/// the earlier pack keeps its days. Every appointment is an event of the chain; the last word on a day counts.
/// </summary>
public sealed class PackAppointments(CasesDatabase database, CaseSessions sessions, Counties counties, AccessLog log, TimeProvider clock)
{
    /// <summary>Appoints a pack; the same command again has its effect once.</summary>
    /// <exception cref="Refusal"><c>forbidden</c>, <c>past_day</c>, <c>same_pack</c>, <c>command_reused</c>, <c>unknown_county</c>.</exception>
    public async Task AppointAsync(AppointPack asked, Principal who, CancellationToken ct)
    {
        await log.MustAsync(who, Right.AppointPack, null, ct);
        await new AppointPack.Validator().ValidateAndThrowAsync(asked, ct);
        // Before the look for the command itself: where it was sent twice at once, the other must not be taken for an earlier appointment.
        var packs = await counties.PacksAsync(who.Tenant, ct);
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var (pack, from) = (asked.Pack!, asked.From!.Value);
        if (await IsMadeAsync(asked.CommandId, pack, from, who, connection, ct)) return;
        if (from < clock.Today())
            throw new Refusal("past_day", "政策包只能从今天或以后执行；已经按原政策包认定的不再改变。", "A pack begins today or later; what the earlier one judged stays as it was judged.");
        if (packs.FollowedBy(PolicyPack.Load(pack), from) == packs)
            throw new Refusal("same_pack", "本县从那天起已经执行这个政策包。", "The county works under this pack from that day on already.");
        await RecordAsync(asked.CommandId, pack, from, who, connection, ct);
        counties.Forget(who.Tenant);
    }

    /// <summary>Every appointment, the latest first.</summary>
    public async Task<IReadOnlyList<PackAppointment>> OfAsync(Principal who, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        return await connection.With(
            """
            select p.pack, p.from_on, coalesce(a.display_name, p.appointed_by), p.appointed_at
            from registers.pack_appointments p left join access.accounts a on a.tenant = p.tenant and a.user_name = p.appointed_by
            where p.tenant = $1 order by p.ordinal desc
            """, who.Tenant).RowsAsync(row => new PackAppointment(row.GetString(0), row.GetFieldValue<DateOnly>(1), row.GetString(2), new DateTimeOffset(row.GetDateTime(3), TimeSpan.Zero)), ct);
    }

    private static async Task<bool> IsMadeAsync(Guid command, string pack, DateOnly from, Principal who, NpgsqlConnection connection, CancellationToken ct)
    {
        var made = await connection.With("select pack, from_on from registers.pack_appointments where tenant = $1 and id = $2", who.Tenant, command)
            .RowsAsync(row => (Pack: row.GetString(0), From: row.GetFieldValue<DateOnly>(1)), ct);
        if (made.Count == 0) return false;
        return made[0] == (pack, from) ? true : throw Refusal.CommandReused();
    }

    private async Task RecordAsync(Guid command, string pack, DateOnly from, Principal who, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // Sent twice at once, one waits here for the other and then does nothing.
        if (await connection.With("insert into registers.pack_appointments (tenant, id, pack, from_on, appointed_by) values ($1, $2, $3, $4, $5) on conflict (tenant, id) do nothing",
            who.Tenant, command, pack, from, who.User).RunAsync(ct) == 0) return;
        await using var session = sessions.Within(transaction, who, command);
        var stream = StreamIds.Of("pack", who.Tenant, command);
        session.Events.StartStream(stream, new PolicyPackAppointed(stream, who.Tenant, pack, from, who.Actor));
        await session.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
