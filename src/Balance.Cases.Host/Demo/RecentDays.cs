using System.Security.Cryptography;
using System.Text;
using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Disability;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Persuasion;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Dispatch;

namespace Balance.Cases.Host.Demo;

/// <summary>What the officers of the demonstration county did in the last days, by the commands behind their pages: visits, verifications, assignments, confirmations, notes.</summary>
internal sealed class RecentDays(CaseList cases, CaseFile files, Dispatcher door, Books books, CasesDatabase database)
{
    private const int MostAssessed = 500;

    private static readonly (VisitOutcome Outcome, string Who, string Note)[] Visits =
    [
        (VisitOutcome.Promised, "驻村干部、班主任；见到祖母", "祖母答应与在外的父亲商量，本周内回话。孩子愿意见老师。"),
        (VisitOutcome.NotFound, "乡镇教育干事；家中无人", "邻居说一家人在邻县打工，已留下联系方式。"),
        (VisitOutcome.Refused, "班主任、妇联主任；见到母亲", "母亲说孩子跟不上课，不愿再读。建议安排补习并请同学一起上门。"),
        (VisitOutcome.Agreed, "校长、驻村干部；见到父亲和孩子", "孩子同意下周一回校，学校已安排住宿和补习。"),
    ];

    private static readonly (Finding Finding, bool UntilSummer, string Proof)[] Findings =
    [
        (Finding.StudyingElsewhere, true, "外县学校开具的在读证明，已与该校教务处电话核实"),
        (Finding.Missing, false, "三次上门未见，村委会与派出所均无去向信息"),
        (Finding.StudyingElsewhere, true, "随父母在外省就读，家长提供学籍截图"),
        (Finding.NeverEnrolled, false, "家长称孩子身体弱，尚未办理入学"),
    ];

    /// <summary>Acts as the officers with these accounts.</summary>
    public async Task ActAsync(IReadOnlyList<NewAccount> accounts, DateOnly today, CancellationToken ct)
    {
        var (bureau, township, counselor) = (Of(accounts, Role.CountyOfficer), Of(accounts, Role.TownshipOfficial), Of(accounts, Role.Counselor));
        await VisitAsync(township, await ListAsync(township, CaseStatus.Out, 4, ct), today, ct);
        await VisitAsync(bureau, await ListAsync(bureau, CaseStatus.Out, 6, ct), today, ct);
        await VerifyAsync(bureau, await ListAsync(bureau, CaseStatus.Suspected, 6, ct), today, ct);
        await ConfirmAsync(bureau, await ListAsync(bureau, CaseStatus.ReturnedUnconfirmed, 5, ct), today, ct);
        await AssignAsync(bureau, township, await ListAsync(township, CaseStatus.Out, 3, ct), today, ct);
        await NoteAsync(counselor, await ListAsync(counselor, null, 3, ct), today, ct);
        await ReportAsync(counselor, today, ct);
        await AssessAsync(Of(accounts.First(account => account.Role == Role.SpecialEducationExpert && account.Office == bureau.Tenant)), today, ct);
        await HandToCentreAsync(bureau, Of(accounts.First(account => account.Office == ResourceCentre.At(bureau.Tenant))), today, ct);
    }

    /// <summary>Whether they have, or have begun to: it is the last thing that the seed does.</summary>
    public async Task<bool> HaveActedAsync(IReadOnlyList<NewAccount> accounts, CancellationToken ct)
    {
        var bureau = Of(accounts, Role.CountyOfficer);
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        return await connection.With("select exists (select from cases.mt_events where tenant_id = $1 and user_name = $2)", bureau.Tenant, bureau.User).ScalarAsync<bool>(ct);
    }

    private async Task VisitAsync(Principal who, IReadOnlyList<CaseRow> rows, DateOnly today, CancellationToken ct)
    {
        foreach (var (row, turn) in rows.Select((row, turn) => (row, turn)))
        {
            var (outcome, met, note) = Visits[turn % Visits.Length];
            var on = Latest(today.AddDays(-turn), row.Summary.OutSince);
            await TryAsync(new LogVisit(Id(nameof(LogVisit), who, row.Child), row.Child, on, who.Level, outcome, null, met, note), who, ct);
        }
    }

    private async Task VerifyAsync(Principal who, IReadOnlyList<CaseRow> rows, DateOnly today, CancellationToken ct)
    {
        foreach (var (row, turn) in rows.Select((row, turn) => (row, turn)))
        {
            var (finding, untilSummer, proof) = Findings[turn % Findings.Length];
            DateOnly? until = untilSummer ? SchoolYear.NextEnd(today) : null;
            await TryAsync(new VerifySuspicion(Id(nameof(VerifySuspicion), who, row.Child), row.Child, row.Version, today.AddDays(-turn % 3), finding, until, proof), who, ct);
        }
    }

    private async Task ConfirmAsync(Principal who, IReadOnlyList<CaseRow> rows, DateOnly today, CancellationToken ct)
    {
        foreach (var row in rows)
            if ((await files.ReadAsync(row.Child, who, ct)).Student.UnconfirmedReturn is { } back)
                await TryAsync(new ConfirmReturn(Id(nameof(ConfirmReturn), who, row.Child), row.Child, row.Version, today, back.Id, "到校查看课堂和住宿，与班主任、家长分别谈话。"), who, ct);
    }

    private async Task AssignAsync(Principal who, Principal to, IReadOnlyList<CaseRow> rows, DateOnly today, CancellationToken ct)
    {
        foreach (var row in rows.Where(row => row.Summary.Level >= to.Level))
            await TryAsync(new AssignPersuasion(Id(nameof(AssignPersuasion), who, row.Child), row.Child, row.Version, today, to.Level, to.User, today.AddDays(10)), who, ct);
    }

    private async Task NoteAsync(Principal who, IReadOnlyList<CaseRow> rows, DateOnly today, CancellationToken ct)
    {
        foreach (var row in rows)
            await TryAsync(new AddNote(Id(nameof(AddNote), who, row.Child), row.Child, today.AddDays(-1), "电话联系家长，约定周末家访；已请同桌帮忙带作业。"), who, ct);
    }

    /// <summary>A child of the teacher's class, of whom nobody has yet had reason to speak, has stopped coming.</summary>
    private async Task ReportAsync(Principal teacher, DateOnly today, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        if ((await books.OfAsync(teacher.Tenant, connection, ct)).Book.Rolls is not [.., var roll]) return;
        var children = await connection.With(
            """
            select r.child from registers.roll_in($1, $2) r
            where r.school = $3 and r.grade = $4 and r.class = $5 and r.status = 0
              and not exists (select 1 from registers.whereabouts w where w.tenant = $1 and w.child = r.child)
            order by r.line limit 1
            """, teacher.Tenant, roll.Imports, teacher.Office, (short)teacher.Grade!.Value, teacher.Class).RowsAsync(row => row.GetGuid(0), ct);
        foreach (var child in children)
            await TryAsync(new ReportAbsence(Id(nameof(ReportAbsence), teacher, child), child, today, today.AddDays(-4), "连续几天未到校，电话无人接听。"), teacher, ct);
    }

    /// <summary>The expert committee has met in autumn and seen nearly every child who is registered.</summary>
    private async Task AssessAsync(Principal expert, DateOnly today, CancellationToken ct)
    {
        var met = new DateOnly(SchoolYear.Of(today).Year, 9, 18);
        var rows = await cases.FirstAsync(new CaseListQuery(Concern: Concern.Disability), MostAssessed, expert, ct);
        foreach (var row in rows.Where((row, turn) => turn % 12 != 11 && row.Summary.Duties.Any(duty => duty.Kind == DutyKind.AssessNeeds)))
            await TryAsync(new AssessNeeds(Id(nameof(AssessNeeds), expert, row.Child), row.Child, row.Version, met <= today ? met : today, row.Summary.Disability?.Placement ?? Placement.RegularClass, null,
                "县残疾人教育专家委员会", "已查看康复记录并到校、到家观察，建议见安置意见。"), expert, ct);
    }

    /// <summary>The bureau hands a few disabled children to the county's resource centre, which has answered for the first of them.</summary>
    private async Task HandToCentreAsync(Principal bureau, Principal centre, DateOnly today, CancellationToken ct)
    {
        var rows = (await cases.OfAsync(new CaseListQuery(Concern: Concern.Disability, PageSize: 4), bureau, ct)).Rows;
        foreach (var (row, turn) in rows.Select((row, turn) => (row, turn)))
        {
            await TryAsync(new AskResourceCentre(Id(nameof(AskResourceCentre), bureau, row.Child), row.Child, row.Version, today.AddDays(-turn), centre.Office, "请资源中心评估并指导学校制定计划。"), bureau, ct);
            var file = await files.ReadAsync(row.Child, bureau, ct);
            if (turn % 2 == 0 && file.Student.Centre.Asked is { } asked)
                await TryAsync(new AnswerResourceCentre(Id(nameof(AnswerResourceCentre), centre, row.Child), row.Child, file.Version, today, asked.Id, CentreAnswer.Accepted, null),
                    centre with { Beyond = new([], [row.Child]) }, ct);
        }
    }

    private async Task<IReadOnlyList<CaseRow>> ListAsync(Principal who, CaseStatus? status, int most, CancellationToken ct) =>
        (await cases.OfAsync(new CaseListQuery(status, PageSize: most), who, ct)).Rows;

    // The county is drawn by lot: where a file does not allow an act, an officer would have been told so too and have left it.
    private async Task TryAsync<TCommand>(TCommand command, Principal who, CancellationToken ct) where TCommand : CaseCommand
    {
        try
        {
            await door.SendAsync(command, who, ct);
        }
        catch (Exception left) when (left is Refusal or Storage.Desk.Conflict)
        {
        }
    }

    private static Principal Of(IReadOnlyList<NewAccount> accounts, Role role) => Of(accounts.First(account => account.Role == role));

    private static Principal Of(NewAccount account) =>
        new(account.UserName, account.Tenant, account.Office, Offices.LevelOf(account.Office), account.Role.Code()) { Grade = account.Grade, Class = account.Class };

    private static Guid Id(string act, Principal who, Guid child) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{act} {who.User} {child}")).AsSpan(0, 16));

    private static DateOnly Latest(DateOnly day, DateOnly? other) => other is { } later && later > day ? later : day;
}
