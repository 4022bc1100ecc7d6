using Balance.Cases.Access;
using Balance.Cases.Disability;
using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.Students;
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
        player.On(new(2027, 4, 21), FollowRegisterAsync);
        player.On(new(2026, 8, 29), HireAsync);
        foreach (var (child, nth) in listed.Select((child, nth) => (child, nth)))
        {
            if (nth % 40 < 8) AtHome(child, nth % 8);
            else if (nth % 40 < 11) Placed(child, Placement.RegularClass, child.PrimarySchool);
            else if (nth % 40 < 14) Placed(child, Placement.SpecialSchool, _county.Special);
            else if (nth % 40 < 17) Deferred(child);
            else if (nth % 40 < 20) child.OnRolls(new(2026, 9, 1), null);
            else if (nth % 40 is >= 22 and < 25) Waits(child, nth % 40 - 22);
            else if (nth % 40 is >= 25 and < 30) AtCentres(child, nth % 40 - 25);
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
        // Of one the schedule ends with the first term, of one nobody lays any down.
        DateOnly lastLesson = nth == 6 ? new(2027, 1, 20) : new(2027, 7, 1);
        player.On(plan, async () => child.Plan = await player.DoAsync(child, player.Bureau, player.Now(child, "plan"), Plan));
        if (nth != 7) player.On(plan.AddDays(2), () => player.DoAsync(child, player.Bureau, player.Now(child, "schedule") with { Until = lastLesson }, (id, who, seen) => new ScheduleHomeTeaching(id, who, seen, player.Today, _teachers[0], _teachers[1], SchedulePeriod.Week, 2, 3, lastLesson, null)));
        for (var week = 0; week < 5; week++) Session(child, plan.AddDays(4 + 7 * week), 2 + 0.5m * (nth % 3));
        Missed(child, plan.AddDays(40), isMadeUp: nth != 1);
        if (nth < 2) Reviewed(child, plan.AddDays(70), nth == 0 ? plan.AddDays(160) : null);
        var later = new DateOnly(2027, 2, 25).AddDays(_county.Days(30));
        switch (nth)
        {
            case 2: player.On(later, () => player.DoAsync(child, player.Bureau, player.Now(child, "placement_ended", "moved_away"), (id, who, seen) => new EndPlacement(id, who, seen, player.Today, PlacementEnd.MovedAway, null))); break;
            case 3: PlacedAnew(child, later); break;
            case 4: player.On(later, () => player.DoAsync(child, player.Bureau, player.Now(child, "plan_ended"), (id, who, seen) => new EndEducationPlan(id, who, seen, player.Today, PlanEnd.GoalsMet, null))); break;
            case 5: TakenBack(child, plan.AddDays(50)); break;
        }
    }

    private void Placed(YearChild child, Placement placement, string school)
    {
        if (placement == Placement.SpecialSchool) child.Moves = (new(2026, 9, 1), school);
        var from = Follow(child, placement, school);
        // At the special school nobody of the family was there to sign.
        var isSigned = placement != Placement.SpecialSchool;
        player.On(from.AddDays(20), () => player.DoAsync(child, player.SchoolOf(child), player.Now(child, "plan", isSigned ? "signed" : "unsigned"), (id, who, seen) => Plan(id, who, seen) with { GuardianSigned = isSigned }));
        var referred = default(Made);
        player.On(from.AddDays(25), async () => referred = await player.DoAsync(child, player.SchoolOf(child), player.Now(child, "refer"), (id, who, seen) => new ReferRehabilitation(id, who, seen, player.Today, RehabilitationKind.Training, null, "下肢肌张力高")));
        if (placement != Placement.SpecialSchool) return;
        // The hospital wants the committee to look again in spring.
        DateOnly again = new(2027, 4, 1);
        player.On(from.AddDays(45), () => player.DoAsync(child, player.Bureau, player.Now(child, "referral_answered") with { About = referred.Fact, Due = again },
            (id, who, seen) => new AnswerRehabilitation(id, who, seen, player.Today, referred.Entry, again, "继续训练")));
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
        player.On(on, () => ContestAsync(child));
        player.On(on.AddDays(3), () => AssessAsync(child, Placement.SpecialSchool));
        player.On(on.AddDays(5), () => PlaceAsync(child, Placement.SpecialSchool, _county.Special, null));
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
            foreach (var step in new[] { new Happening(child.No, new(2026, 10, 12), "follow", "disability"), new(child.No, new(2026, 10, 12), "place", "home_teaching"), new(child.No, new(2026, 10, 14), "plan") { Due = new(2027, 1, 31) } })
                player.Facts.Tell(step);
            foreach (var on in sessions) player.Facts.Tell(new(child.No, on, "session") { Hours = 3 });
        });
    }

    /// <summary>Registered, assessed and placed.</summary>
    /// <returns>The day of the placement.</returns>
    private DateOnly Follow(YearChild child, Placement placement, string? school, DateOnly? until = null)
    {
        var registered = Registered(child);
        player.On(registered.AddDays(10), () => AssessAsync(child, placement));
        var placed = registered.AddDays(17);
        player.On(placed, () => PlaceAsync(child, placement, school, until));
        return placed;
    }

    /// <summary>From now on it is followed for its disability.</summary>
    /// <returns>The day.</returns>
    private DateOnly Registered(YearChild child)
    {
        var on = new DateOnly(2026, 9, 11).AddDays(_county.Days(20));
        player.On(on, async () =>
        {
            player.Facts.Tell(player.Now(child, "follow", "disability"));
            await player.DoAsync(child, player.Bureau, player.Now(child, "register"),
                (id, who, _) => new RegisterDisability(id, who, player.Today, DisabilityCategory.Intellectual, 2, RegistrationSource.Register, null, null, null));
        });
        return on;
    }

    private async Task PlaceAsync(YearChild child, Placement placement, string? school, DateOnly? until) =>
        child.Placed = await player.DoAsync(child, player.Bureau, player.Now(child, "place", placement.Code()) with { School = school, Until = until },
            (id, who, seen) => new DecidePlacement(id, who, seen, player.Today, placement, school, until, null));

    private Task<Made> ContestAsync(YearChild child) => player.DoAsync(child, player.Bureau, player.Now(child, "contest") with { About = child.Placed.Fact },
        (id, who, seen) => new ContestPlacement(id, who, seen, player.Today, Contestant.Guardian, "希望到校"));

    private Task<Made> AssessAsync(YearChild child, Placement advised) =>
        player.DoAsync(child, player.Expert, player.Now(child, "assess"), (id, who, seen) => new AssessNeeds(id, who, seen, player.Today, advised, null, "张医生、王老师", "能认人"));

    private void Session(YearChild child, DateOnly on, decimal hours) => player.On(on, () => SessionAsync(child, hours));

    private Task<Made> SessionAsync(YearChild child, decimal hours, Made? makesUp = null) => player.DoAsync(child, player.Bureau, player.Now(child, "session") with { Hours = hours, About = makesUp?.Fact },
        (id, who, _) => new LogHomeTeaching(id, who, player.Today, hours, _teachers[0], _teachers[1], null, null, "愿意配合", true, makesUp?.Entry, null));

    /// <summary>Nobody was home; a week later it is made up for, or never.</summary>
    private void Missed(YearChild child, DateOnly on, bool isMadeUp)
    {
        var missed = default(Made);
        player.On(on, async () => missed = await player.DoAsync(child, player.Bureau, player.Now(child, "missed") with { Due = player.Today.AddDays(10) }, (id, who, _) => new LogMissedSession(id, who, player.Today, MissedReason.NobodyHome, 2, player.Today.AddDays(10), null)));
        if (isMadeUp) player.On(on.AddDays(7), () => SessionAsync(child, 2, missed));
    }

    /// <summary>The plan is looked at goal by goal: to be looked at again by a day, or to be replaced.</summary>
    private void Reviewed(YearChild child, DateOnly on, DateOnly? next) =>
        player.On(on, () => player.DoAsync(child, player.Bureau, player.Now(child, "plan_reviewed", "signed") with { About = child.Plan.Fact, Due = next },
            (id, who, seen) => new ReviewEducationPlan(id, who, seen, player.Today, [new(1, GoalResult.PartlyMet, null), new(2, GoalResult.Met, null)], next, true, null)));

    /// <summary>Registered and not assessed; assessed and not placed; placed against the guardian's will, and nobody answers.</summary>
    private void Waits(YearChild child, int nth)
    {
        var registered = Registered(child);
        if (nth == 0) return;
        player.On(registered.AddDays(10), () => AssessAsync(child, Placement.RegularClass));
        if (nth == 1) return;
        player.On(registered.AddDays(17), () => PlaceAsync(child, Placement.RegularClass, child.PrimarySchool, null));
        player.On(registered.AddDays(20), () => ContestAsync(child));
    }

    /// <summary>The centre at the special school takes the child, and hands it on to the township's; that one sends it back, or never answers, or is still asked.</summary>
    private void AtCentres(YearChild child, int nth)
    {
        var (first, second) = (default(Made), default(Made));
        // All of them at one school, which is due a resource room by that.
        var placed = Follow(child, Placement.RegularClass, _county.Junior(1));
        var (school, township) = (ResourceCentre.At(_county.Special), ResourceCentre.At(_county.Township(1)));
        player.On(placed.AddDays(3), async () => first = await AskCentreAsync(child, player.Bureau, school));
        if (nth == 0) return;
        player.On(placed.AddDays(8), () => AnswerCentreAsync(child, first, school, CentreAnswer.Accepted));
        if (nth == 1) return;
        player.On(placed.AddDays(40), async () => second = await AskCentreAsync(child, await player.CentreAsync(school), township));
        if (nth == 2) player.On(placed.AddDays(45), () => AnswerCentreAsync(child, second, township, CentreAnswer.Returned));
        if (nth == 3) player.On(placed.AddDays(45), () => AnswerCentreAsync(child, second, township, CentreAnswer.Accepted));
    }

    private Task<Made> AskCentreAsync(YearChild child, Principal who, string centre) => player.DoAsync(child, who, player.Now(child, "centre_asked") with { School = centre },
        (id, by, seen) => new AskResourceCentre(id, by, seen, player.Today, centre, null));

    private async Task<Made> AnswerCentreAsync(YearChild child, Made asked, string centre, CentreAnswer answer) => await player.DoAsync(child, await player.CentreAsync(centre),
        player.Now(child, "centre_answered", answer.Code()) with { About = asked.Fact }, (id, who, seen) => new AnswerResourceCentre(id, who, seen, player.Today, asked.Entry, answer, "巡回教师已安排"));

    private AdoptEducationPlan Plan(Guid id, Guid child, long seen) => new(id, child, seen, player.Today, null, "会用手势",
        [new(GoalTerm.Long, null, "能独立进食", null), new(GoalTerm.Short, 1, "会拿勺子", "十次中八次")], [new(ServiceKind.Teaching, SchedulePeriod.Week, 1, 60, ServicePlace.Home, "送教教师")], "家长、班主任", true, null);

    /// <summary>By the spring's register: whoever is on it and not registered yet is, from the day of the register on.</summary>
    private async Task FollowRegisterAsync()
    {
        (await player.Get<FollowDisability>().RunAsync(null, false, player.Bureau, default)).Opened.ShouldBePositive();
        var (known, on) = (new Known(player.Facts, player.Facts.Moment), player.Facts.Disability[^1].On);
        foreach (var file in new Screened(known, player.Today).DisabledOrAboutToEnter().Select(child => new ChildFile(known, child, player.Today)))
        {
            if (file.Last("register") is null || file.Followed("disability") is null) player.Facts.Tell(new Happening(file.Child, on, "register"));
            if (file.Followed("disability") is null) player.Facts.Tell(new Happening(file.Child, on, "follow", "disability"));
        }
    }

    private async Task HireAsync()
    {
        await using var scope = player.Get<IServiceScopeFactory>().CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        foreach (var teacher in _teachers) await accounts.GiveAsync(new(teacher, "送教教师", _county.Code, _county.Special, "特教学校", Role.Counselor));
        foreach (var seat in new[] { _county.Special, _county.Township(1) })
            await accounts.GiveAsync(new($"centre{seat}.{_county.Code}", "资源教师", _county.Code, ResourceCentre.At(seat), "资源中心", Role.SpecialEducationExpert));
    }
}
