namespace Balance.Cases.Domain.Indicators;

/// <summary>Children of a resource centre 特殊教育资源中心 on a day.</summary>
/// <param name="Centre">Its code.</param>
/// <param name="Held">Children whom it holds.</param>
/// <param name="Asked">Children whom it is asked to take and has not answered for.</param>
/// <param name="Unanswered">Children who went back in the school year because it never answered.</param>
public sealed record CentreFigure(string Centre, int Held, int Asked, int Unanswered);

public static partial class ServiceFigures
{
    /// <summary>A row of each centre that has, or had in the school year, to do with a child.</summary>
    public static List<CentreFigure> OfCentres(IReadOnlyCollection<ServedChild> children)
    {
        var (held, asked) = (children.CountBy(child => child.HeldBy ?? "").ToDictionary(), children.CountBy(child => child.AskedOf ?? "").ToDictionary());
        var unanswered = children.SelectMany(child => child.UnansweredBy.Distinct()).CountBy(centre => centre).ToDictionary();
        return
        [
            .. from centre in held.Keys.Union(asked.Keys).Union(unanswered.Keys)
               where centre.Length > 0
               orderby centre.Length, centre
               select new CentreFigure(centre, held.GetValueOrDefault(centre), asked.GetValueOrDefault(centre), unanswered.GetValueOrDefault(centre)),
        ];
    }
}
