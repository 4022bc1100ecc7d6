using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Indicators.Declared;
using Balance.Cases.Indicators.Standings;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;

namespace Balance.Cases.Disability;

/// <summary>Which of the disabled children.</summary>
public enum DisabledPart
{
    [Term("未安置")] Unplaced,
    [Term("安置有异议")] Contested,
    [Term("计划到期")] PlansDue,
    [Term("送教课时不足")] HoursBehind,
    [Term("在资源中心")] AtCentre,
    [Term("待资源中心答复")] CentreAsked,
}

/// <summary>Hours at home of a school's children.</summary>
/// <param name="Children">How many are taught at home.</param>
/// <param name="Behind">How many of them were given less than they are owed.</param>
public sealed record SchoolHours(string School, int Children, int Behind, decimal Owed, decimal Delivered);

/// <summary>Hours at home of a teacher.</summary>
/// <param name="Teacher">Account name; null: an imported entry names none, or nobody is scheduled.</param>
/// <param name="Children">How many the teacher is scheduled for.</param>
/// <param name="Owed">Hours owed to them.</param>
/// <param name="Delivered">Hours given by the teacher, to whomever.</param>
public sealed record TeacherHours(string? Teacher, string Name, int Children, decimal Owed, decimal Delivered);

/// <summary>A school with so many disabled pupils in its classes that a resource room (资源教室) is due, and which has none.</summary>
public sealed record ResourceRoomDue(string School, int Pupils);

/// <summary>The disabled children in an officer's charge.</summary>
/// <param name="Unplaced">Without a placement in force.</param>
/// <param name="ByPlacement">The others by placement.</param>
/// <param name="PupilsForRoom">From how many pupils on a resource room is due.</param>
/// <param name="Children">A page of those asked for, the most pressing first.</param>
public sealed record DisabilityOverview(
    DateOnly Today, DisabilityService Service, int Unplaced, IReadOnlyDictionary<Placement, int> ByPlacement, IReadOnlyList<SchoolHours> Schools, IReadOnlyList<TeacherHours> Teachers,
    int PupilsForRoom, IReadOnlyList<ResourceRoomDue> ResourceRooms, int Total, int Page, IReadOnlyList<CaseRow> Children);

/// <summary>残疾学生: those in an officer's charge, by placement, by what is owed to them, by who owes it.</summary>
public sealed class DisabledChildren(Worklist worklist, Counties counties, HomeTeachers teachers, CasesDatabase database)
{
    /// <summary>Rows of a page.</summary>
    public const int PageSize = 25;

    /// <summary>The overview for an officer.</summary>
    public async Task<DisabilityOverview> OfAsync(Placement? placement, DisabledPart? part, int page, Principal who, CancellationToken ct)
    {
        var work = await worklist.OfAsync(who, ct);
        var places = await worklist.PlacesAsync(who, ct);
        var rules = (await counties.PackOfAsync(who.Tenant, ct)).Disability;
        var all = work.Cases.Where(one => one.Summary.Disability is not null).ToList();
        var asked = all.Where(one => (placement is null || Of(one).Placement == placement) && (part is null || IsIn(part.Value, one.Summary, work.Today)))
            .OrderBy(one => one.Summary.Next?.Until ?? DateOnly.MaxValue).ThenBy(one => one.Case.Child).ToList();
        var at = Math.Clamp(page, 1, Math.Max(1, (asked.Count + PageSize - 1) / PageSize));
        return new DisabilityOverview(
            work.Today, ServiceFigures.OfDisability(all.Select(Of)), all.Count(one => Of(one).Placement is null),
            all.Where(one => Of(one).Placement is not null).CountBy(one => Of(one).Placement!.Value).ToDictionary(),
            SchoolsOf(all, places), await TeachersOf(all, who, ct), rules.ResourceRoomPupils, await RoomsDueAsync(all, rules.ResourceRoomPupils, places, work.Today, who, ct),
            asked.Count, at, await worklist.RowsAsync(asked.Skip((at - 1) * PageSize).Take(PageSize), who, ct));
    }

    private static DisabilitySummary Of(Charge one) => one.Summary.Disability!;

    private static bool IsIn(DisabledPart part, CaseSummary summary, DateOnly today) => part switch
    {
        DisabledPart.Unplaced => summary.Disability!.Placement is null,
        DisabledPart.Contested => summary.Disability!.IsContested,
        DisabledPart.PlansDue => summary.Duties.Any(duty => duty.Kind is DutyKind.AdoptPlan or DutyKind.ReviewPlan or DutyKind.SignPlan && duty.Until < today.AddDays(7)),
        DisabledPart.AtCentre => summary.Disability!.HeldBy is not null,
        DisabledPart.CentreAsked => summary.Disability!.AskedOf is not null,
        _ => summary.Disability!.Hours is { Behind: > 0 },
    };

    private static List<SchoolHours> SchoolsOf(IReadOnlyList<Charge> all, Places places) =>
    [
        .. from one in all
           let hours = Of(one).Hours
           where hours is not null
           group hours by SchoolOf(one) into school
           let owed = school.Sum(hours => hours.Owed)
           let delivered = school.Sum(hours => hours.Delivered)
           orderby owed - delivered descending
           select new SchoolHours(school.Key is { } code ? places.NameOf(code) : "", school.Count(), school.Count(hours => hours.Behind > 0), owed, delivered),
    ];

    private async Task<IReadOnlyList<TeacherHours>> TeachersOf(IReadOnlyList<Charge> all, Principal who, CancellationToken ct)
    {
        var owed = all.Where(one => Of(one).Hours is not null).ToLookup(one => Of(one).MainTeacher, one => Of(one).Hours!.Owed);
        var given = all.SelectMany(one => Of(one).Given).ToLookup(hours => hours.Teacher, hours => hours.Hours);
        var users = owed.Select(teacher => teacher.Key).Concat(given.Select(teacher => teacher.Key)).Distinct().ToList();
        var names = await teachers.NamesAsync(who.Tenant, users.OfType<string>(), ct);
        return
        [
            .. from user in users
               let hours = new TeacherHours(user, user is null ? "" : names.GetValueOrDefault(user, user), owed[user].Count(), owed[user].Sum(), given[user].Sum())
               orderby hours.Owed - hours.Delivered descending, hours.Name
               select hours,
        ];
    }

    private async Task<IReadOnlyList<ResourceRoomDue>> RoomsDueAsync(IReadOnlyList<Charge> all, int pupils, Places places, DateOnly today, Principal who, CancellationToken ct)
    {
        await using var connection = await database.Desk.OpenConnectionAsync(ct);
        var rooms = (await DeclaredFigures.LoadAsync(who.Tenant, await ChainTime.SettledAsync(connection, who.Tenant, ct), connection, ct)).On<ResourceRoomDeclared>(today, _ => "");
        return
        [
            .. from room in ServiceFigures.OfRooms(all.Where(one => Of(one).IsInRegularClass).Select(SchoolOf).OfType<string>(), pupils, rooms)
               where room is { IsDue: true, InUseSince: null }
               select new ResourceRoomDue(places.NameOf(room.School), room.Pupils),
        ];
    }

    // Where the placement says; a ledger may not have said it, then where the child learns.
    private static string? SchoolOf(Charge one) => Of(one).School ?? one.Case.Place.School;
}
