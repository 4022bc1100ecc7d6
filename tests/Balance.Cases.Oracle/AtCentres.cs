namespace Balance.Cases.Oracle;

/// <summary>Resource centres and a child, by the order in which offices acted: the handover by which one holds it, one that waits for an answer, one that never got any.</summary>
public sealed record AtCentres(Happening? Held, Happening? Asked, Happening? Unanswered)
{
    /// <summary>Nothing, of a child that is not followed for a disability.</summary>
    public static AtCentres Of(ChildFile file)
    {
        var (held, asked, unanswered) = default((Happening?, Happening?, Happening?));
        if (file.IsClosed || file.Followed("disability") is null) return new(held, asked, unanswered);
        foreach (var step in file.Told)
            switch (step.What)
            {
                case "centre_asked": (asked, unanswered) = (step, null); break;
                case "centre_answered" when step.Detail == "accepted": (held, asked, unanswered) = (file.Find(step.About), null, null); break;
                case "centre_answered": (asked, unanswered) = (null, step.Detail == "never_answered" ? step : unanswered); break;
                // The child is placed no more, is followed no more, has left the county.
                case "placement_ended" when step.Detail != "placed_anew":
                case "unfollow" when step.Detail == "disability":
                case "transfer_accepted" when file.Find(step.About)?.Detail == "to_other_county":
                case "close":
                    (held, asked, unanswered) = (null, null, null);
                    break;
            }
        return new(held, asked, unanswered);
    }

    /// <summary>A line of each centre: children whom it holds, whom it is asked to take, who went back in the school year because it never answered.</summary>
    public static IEnumerable<string> Figures(Known known, DateOnly day)
    {
        var rows = new Dictionary<string, int[]>();
        foreach (var file in known.Told.Select(child => new ChildFile(known, child, day)))
        {
            var stand = Of(file);
            Count(stand.Held?.School, 0);
            Count(stand.Asked?.School, 1);
            foreach (var centre in file.All("centre_answered").Where(answer => answer.Detail == "never_answered" && answer.On >= SchoolYears.Start(SchoolYears.Of(day)))
                .Select(answer => file.Find(answer.About)!.School).Distinct()) Count(centre, 2);
        }
        return rows.Select(row => $"centre {row.Key}: {string.Join(' ', row.Value)}");

        void Count(string? centre, int column)
        {
            if (centre is null) return;
            if (!rows.TryGetValue(centre, out var counts)) rows[centre] = counts = new int[3];
            counts[column]++;
        }
    }

    /// <summary>The code of a centre is a Z and that of its seat: a county of 6 digits, a township of 9, a school of 10.</summary>
    public static Office LevelOf(string centre) => centre.Length switch { 7 => Office.County, 10 => Office.Township, _ => Office.School };
}
