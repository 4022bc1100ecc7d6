using Balance.Cases.Domain.Students;

namespace Balance.Cases.Domain.Indicators;

/// <summary>A figure that no register and no case holds: an officer of the bureau said it, naming where it is from. Said again, the later word counts; the earlier stays known to the past.</summary>
public interface IDeclared
{
    /// <summary>The declaration, and its stream.</summary>
    Guid Declaration { get; }

    /// <summary>The school year that it is about, by its first calendar year.</summary>
    int SchoolYear { get; }

    /// <summary>Code of the county, township or school that it is about.</summary>
    string Unit { get; }

    /// <summary>The day from which it can be said: figures of an earlier day do not have it.</summary>
    DateOnly On { get; }

    /// <summary>Where it is from.</summary>
    string Source { get; }

    /// <summary>Who said it.</summary>
    Actor By { get; }
}
