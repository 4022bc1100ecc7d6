using Balance.Cases.Access;
using Balance.Cases.Disability;
using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Oracle;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Year;

/// <summary>Disabled children: registered, assessed, placed, planned for, taught at home or not, and placed anew.</summary>
internal sealed class DisabilityStories(YearPlayer player, int times)
{
    private readonly YearCounty _county = player.County;
    private readonly YearRegisters _registers = new(player);
    private readonly string[] _teachers = [$"main.{player.County.Code}", $"assistant.{player.County.Code}"];

    /// <summary>Puts all of them down.</summary>
    public void Tell()
    {
        var listed = _county.Take(40 * times, child => child.Grade is >= 1 and <= 9 && child.Residence != "away");
        // Most of the list are pupils like others; of some no roll knows.
        player.On(new(2026, 8, 28), () => _registers.DisabilityAsync([.. listed.Take(34 * times)]));
        player.On(new(2027, 4, 20), () => _registers.DisabilityAsync([.. listed.Skip(2)]));
        player.On(new(2026, 8, 29), HireAsync);
        foreach (var (child, nth) in listed.Select((child, nth) => (child, nth)))
        {
            if (nth % 40 < 8) AtHome(child, nth % 8);
            else if (nth % 40 < 11) Placed(child, Placement.RegularClass, child.PrimarySchool);
            else if (nth % 40 < 14) Placed(child, Placement.SpecialSchool, _county.Special);
            else if (nth % 40 < 17) Deferred(child);
            else if (nth % 40 < 20) child.OnRolls(new(2026, 9, 1), null);
        }
        foreach (var child in listed.Take(40).Skip(20).Take(2)) ByLedger(child);
    }

    /// <summary>Hours and plans of the followed children of the whole county, as the bureau's page shows them today.</summary>
    public async Task AskAsync()
    {
        var service = (await player.Get<DisabledChildren>().OfAsync(null, null, 1, player.Bureau, default)).Service;
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{service.Children} {service.WithPlan} {service.HomeTaught} {service.HoursOwed:0.0} {service.HoursDelivered:0.0} {service.HoursCounted:0.0}")
            .ShouldBe(Teaching.On(new Known(player.Facts, player.Facts.Moment), player.Today), $"services for disabled children on {player.Today:yyyy-MM-dd}");
    }

    private void AtHome(YearChild child, int nth)
    {
        // Some are on the special school's roll, some on none; either counts as enrolled.
        if (nth % 2 == 0) child.OnRolls(new(2026, 9, 1), null);
        else child.Moves = (new(2026, 9, 1), _county.Special);
        var from = Follow(child, Placement.HomeTeaching, null);
        var plan = from.AddDays(6);
        player.On(plan, () => player.DoAsync(child, player.Bureau, new Happening(child.No, player.Today, "plan"), Plan));
        player.On(plan.AddDays(2), () => player.DoAsync(child, player.Bureau, (id, who, seen) => new ScheduleHomeTeaching(id, who, seen, player.Today, _teachers[0], _teachers[1], SchedulePeriod.Week, 2, 3, new(2027, 7, 1), null)));
        for (var week = 0; week < 5; week++) Session(child, plan.AddDays(4 + 7 * week), 2 + 0.5m * (nth % 3));
        Missed(child, plan.AddDays(40));
        var later = new DateOnly(2027, 2, 25).AddDays(_county.Days(30));
        switch (nth)
        {
            case 2: player.On(later, () => player.DoAsync(child, player.Bureau, new Happening(child.No, player.Today, "placement_ended"), (id, who, seen) => new EndPlacement(id, who, seen, player.Today, PlacementEnd.MovedAway, null))); break;
            case 3: PlacedAnew(child, later); break;
            case 4: player.On(later, () => player.DoAsync(child, player.Bureau, new Happening(child.No, player.Today, "plan_ended"), (id, who, seen) => new EndEducationPlan(id, who, seen, player.Today, PlanEnd.GoalsMet, null))); break;
            case 5: TakenBack(child, plan.AddDays(50)); break;
        }
    }

    private void Placed(YearChild child, Placement placement, string school)
    {
        if (placement == Placement.SpecialSchool) child.Moves = (new(2026, 9, 1), school);
        var from = Follow(child, placement, school);
        player.On(from.AddDays(20), () => player.DoAsync(child, player.SchoolOf(child), new Happening(child.No, player.Today, "plan"), Plan));
        player.On(from.AddDays(25), () => player.DoAsync(child, player.SchoolOf(child), (id, who, seen) => new ReferRehabilitation(id, who, seen, player.Today, RehabilitationKind.Training, null, "下肢肌张力高")));
    }

    /// <summary>缓学 as a placement: until spring, or to the end of the year.</summary>
    private void Deferred(YearChild child)
    {
        child.OnRolls(new(2026, 9, 1), null);
        Follow(child, Placement.Deferred, null, until: _county.Chance(50) ? new(2027, 2, 28) : new(2027, 8, 31));
    }

    /// <summary>The guardian disagrees; the committee looks again, and the county places the child in school.</summary>
    private void PlacedAnew(YearChild child, DateOnly on)
    {
        player.On(on, () => player.DoAsync(child, player.Bureau, (id, who, seen) => new ContestPlacement(id, who, seen, player.Today, Contestant.Guardian, "希望到校")));
        player.On(on.AddDays(3), () => AssessAsync(child, Placement.SpecialSchool));
        player.On(on.AddDays(5), () => player.DoAsync(child, player.Bureau, new Happening(child.No, player.Today, "place", "special_school") { School = _county.Special },
            (id, who, seen) => new DecidePlacement(id, who, seen, player.Today, Placement.SpecialSchool, _county.Special, null, null)));
    }

    /// <summary>A session that was another child's: taken back, and a later one put right.</summary>
    private void TakenBack(YearChild child, DateOnly on)
    {
        var made = default(Made);
        player.On(on, async () => made = await SessionAsync(child, 3));
        player.On(on.AddDays(10), async () =>
        {
            await player.DoAsync(child, player.Bureau, (id, who, seen) => new Balance.Cases.Cases.WithdrawEntry(id, who, seen, player.Today, made.Entry, "登记错人"));
            player.Facts.PutRight(made.Fact, null);
        });
    }

    /// <summary>A school's own book, sent in spring.</summary>
    private void ByLedger(YearChild child)
    {
        child.OnRolls(new(2026, 9, 1), null);
        player.On(new(2027, 3, 3), async () =>
        {
            DateOnly[] sessions = [new(2026, 10, 15), new(2026, 10, 22), new(2027, 2, 25)];
            await player.ImportAsync(RegisterKind.Ledger, player.Today, Given.Files.Ledger,
                [$"{child.Number},2026-10-12,place,home_teaching,,,,,,,", $"{child.Number},2026-10-14,plan,,2027-01-31,,,,,,", .. sessions.Select(on => $"{child.Number},{YearPlayer.Iso(on)},session,,,,,3,,,")]);
            foreach (var step in new[] { new Happening(child.No, new(2026, 10, 12), "followed_disabled"), new(child.No, new(2026, 10, 12), "place", "home_teaching"), new(child.No, new(2026, 10, 14), "plan") })
                player.Facts.Tell(step);
            foreach (var on in sessions) player.Facts.Tell(new(child.No, on, "session") { Hours = 3 });
        });
    }

    /// <summary>Registered, assessed and placed.</summary>
    /// <returns>The day of the placement.</returns>
    private DateOnly Follow(YearChild child, Placement placement, string? school, DateOnly? until = null)
    {
        var registered = new DateOnly(2026, 9, 11).AddDays(_county.Days(20));
        player.On(registered, () => player.DoAsync(child, player.Bureau, new Happening(child.No, player.Today, "followed_disabled"),
            (id, who, _) => new RegisterDisability(id, who, player.Today, DisabilityCategory.Intellectual, 2, RegistrationSource.Register, null, null, null)));
        player.On(registered.AddDays(10), () => AssessAsync(child, placement));
        var placed = registered.AddDays(17);
        player.On(placed, () => player.DoAsync(child, player.Bureau, new Happening(child.No, player.Today, "place", placement.Code()) { School = school, Until = until },
            (id, who, seen) => new DecidePlacement(id, who, seen, player.Today, placement, school, until, null)));
        return placed;
    }

    private Task<Made> AssessAsync(YearChild child, Placement advised) =>
        player.DoAsync(child, player.Expert, (id, who, seen) => new AssessNeeds(id, who, seen, player.Today, advised, null, "张医生、王老师", "能认人"));

    private void Session(YearChild child, DateOnly on, decimal hours) => player.On(on, () => SessionAsync(child, hours));

    private Task<Made> SessionAsync(YearChild child, decimal hours, Guid? makesUp = null) => player.DoAsync(child, player.Bureau, new Happening(child.No, player.Today, "session") { Hours = hours },
        (id, who, _) => new LogHomeTeaching(id, who, player.Today, hours, _teachers[0], _teachers[1], null, null, "愿意配合", true, makesUp, null));

    /// <summary>Nobody was home; a week later it is made up for.</summary>
    private void Missed(YearChild child, DateOnly on)
    {
        var missed = default(Made);
        player.On(on, async () => missed = await player.DoAsync(child, player.Bureau, (id, who, _) => new LogMissedSession(id, who, player.Today, MissedReason.NobodyHome, 2, player.Today.AddDays(10), null)));
        player.On(on.AddDays(7), () => SessionAsync(child, 2, missed.Entry));
    }

    private AdoptEducationPlan Plan(Guid id, Guid child, long seen) => new(id, child, seen, player.Today, null, "会用手势",
        [new(GoalTerm.Long, null, "能独立进食", null), new(GoalTerm.Short, 1, "会拿勺子", "十次中八次")], [new(ServiceKind.Teaching, SchedulePeriod.Week, 1, 60, ServicePlace.Home, "送教教师")], "家长、班主任", true, null);

    private async Task HireAsync()
    {
        await using var scope = player.Get<IServiceScopeFactory>().CreateAsyncScope();
        foreach (var teacher in _teachers)
            await scope.ServiceProvider.GetRequiredService<Accounts>().GiveAsync(new(teacher, "送教教师", _county.Code, _county.Special, "特教学校", Role.Counselor));
    }
}
