using Balance.Cases.Domain.Terms;
using Balance.Cases.Migrants;
using Balance.Cases.Oracle;

namespace Balance.Cases.Tests.Year;

/// <summary>Places of migrant children, the way from primary to junior school, transfers that are answered and some that nobody answers.</summary>
internal sealed class MoveStories(YearPlayer player, int times)
{
    private readonly YearCounty _county = player.County;

    /// <summary>Puts all of them down.</summary>
    public void Tell()
    {
        Places();
        Transition();
        Transfers();
        // The government buys the places of a private school; whoever learns there is in a purchased place from now on.
        player.On(new(2027, 2, 10), () => new YearRegisters(player).SchoolsAsync(_county.Schools.Where(school => school.Code == _county.Bought).Select(school => school with { Ownership = "purchased" })));
    }

    private void Places()
    {
        player.On(new(2026, 9, 21), FollowRegisterAsync);
        foreach (var (child, nth) in _county.Take(6 * times, child => child.Grade is >= 1 and <= 9 && child.Residence == "migrant").Select((child, nth) => (child, nth)))
        {
            var complaint = default(Made);
            // Whom the register shows at a public school is followed by hand.
            player.On(new(2026, 9, 21), async () => { if (!IsFollowed(child.No)) await player.OpenAsync(child, Concern.Migrant); });
            // Some wait for a place, some for an answer.
            if (nth % 6 == 5) continue;
            player.On(new(2026, 9, 23), () => player.DoAsync(child, player.Bureau, player.Now(child, "place_secured"), (id, who, seen) => new SecurePlace(id, who, seen, player.Today, child.SchoolIn(child.Grade, _county.LastPrimary, player.Today), Ownership.Purchased, PlaceProof.ResidencePermit, true, null)));
            player.On(new(2026, 10, 12), async () => complaint = await player.DoAsync(child, player.TownshipOf(child), player.Now(child, "complaint"), (id, who, _) => new FileFeeComplaint(id, who, player.Today, _county.Bought, "另收借读费")));
            if (nth % 6 == 4) continue;
            player.On(new(2026, 10, 22), () => player.DoAsync(child, player.Bureau, player.Now(child, "complaint_answered") with { About = complaint.Fact }, (id, who, seen) => new AnswerFeeComplaint(id, who, seen, player.Today, complaint.Entry, ComplaintOutcome.Refunded, null)));
        }
    }

    /// <summary>Migrant children whom the roll shows at no public or purchased school are owed a place, from the day of the register on.</summary>
    private async Task FollowRegisterAsync()
    {
        (await player.Get<FollowMigrants>().RunAsync(null, false, player.Bureau, default)).Opened.ShouldBePositive();
        foreach (var child in new Screened(new Known(player.Facts, player.Facts.Moment), player.Today).MigrantsWithoutPlace().Where(child => !IsFollowed(child)))
            player.Facts.Tell(new Happening(child, player.Facts.Population[^1].On, "follow", "migrant"));
    }

    private bool IsFollowed(int child) => new ChildFile(new Known(player.Facts, player.Facts.Moment), child, player.Today).Followed("migrant") is not null;

    private void Transition()
    {
        var leaving = _county.Take(6 * times, child => child.Grade == _county.LastPrimary + 1 && child.Residence == "local" && child.JuniorSchool != _county.Junior(4));
        foreach (var (child, nth) in leaving.Select((child, nth) => (child, nth)))
        {
            var handed = default(Made);
            player.On(new(2026, 8, 27), () => player.OpenAsync(child, Concern.Hardship));
            // A nine-year school hands its own pupils over to nobody.
            if (child.PrimarySchool == child.JuniorSchool) continue;
            player.On(new(2026, 8, 28), async () => handed = await player.DoAsync(child, player.SchoolOf(child), player.Now(child, "hand_over"), (id, who, seen) => new HandOver(id, who, seen, player.Today, child.JuniorSchool)));
            if (nth % 6 == 5) continue;
            TransitionAnswer answer = nth % 6 < 3 ? TransitionAnswer.Registered : nth % 6 == 3 ? TransitionAnswer.NotArrived : TransitionAnswer.Received;
            if (answer == TransitionAnswer.NotArrived) child.OnRolls(new(2026, 9, 1), null);
            player.On(new(2026, 9, 3), async () =>
            {
                var told = answer == TransitionAnswer.NotArrived ? null : player.Now(child, "hand_over_answered", answer.Code()) with { About = handed.Fact };
                await player.DoAsync(child, player.Bureau, told, (id, who, seen) => new AnswerTransition(id, who, seen, player.Today, handed.Entry, answer, null));
                if (told is null) player.Clock.NotArrived(child.No, player.Today, handed.Fact, Office.County);
            });
        }
    }

    private void Transfers()
    {
        var leaving = _county.Take(8 * times, child => child.Grade is >= 2 and <= 5 && child.Residence == "local" && child.PrimarySchool != _county.Bought);
        foreach (var (child, nth) in leaving.Select((child, nth) => (child, nth)))
        {
            var sent = default(Made);
            player.On(new(2026, 10, 13), () => player.OpenAsync(child, Concern.Hardship));
            var leavesCounty = nth % 8 >= 6;
            player.On(new(2026, 10, 14), async () => sent = await player.DoAsync(child, player.SchoolOf(child), player.Now(child, "transfer", leavesCounty ? "to_other_county" : "within_county"), (id, who, seen) => leavesCounty
                ? new TransferStudent(id, who, seen, player.Today, TransferReach.ToOtherCounty, null, "110101", null)
                : new TransferStudent(id, who, seen, player.Today, TransferReach.WithinCounty, _county.Bought, null, null)));
            if (nth % 8 is < 3 or 6)
            {
                if (leavesCounty) child.OnRolls(new(2026, 10, 19), "transferred_out", new(2026, 10, 19));
                else child.Moves = (new(2026, 10, 19), _county.Bought);
                player.On(new(2026, 10, 19), () => player.DoAsync(child, player.Bureau, player.Now(child, "transfer_accepted") with { About = sent.Fact }, (id, who, seen) => new AcceptTransfer(id, who, seen, player.Today, sent.Entry, leavesCounty ? "对方回执" : null)));
            }
            if (nth % 8 == 3)
                player.On(new(2026, 10, 19), async () =>
                {
                    await player.DoAsync(child, player.Bureau, (id, who, seen) => new ReturnTransfer(id, who, seen, player.Today, sent.Entry, TransferReturn.Refused, null));
                    player.Clock.CameBack(child.No, player.Today, sent.Fact, "refused", Office.County);
                });
            // The others wait for an answer until the clock returns them.
        }
    }
}
