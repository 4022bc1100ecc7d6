using Balance.Cases.Access;
using Balance.Cases.Domain.Students;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;

namespace Balance.Cases.Screening;

/// <summary>开学排查 that a county owes: the roll of a term is screened within the pack's days of the term's first day.</summary>
/// <param name="From">The first day of the term.</param>
/// <param name="Until">The last day on which it is in time.</param>
/// <param name="HasRoll">A roll of the term is there to be screened.</param>
public sealed record TermCheck(DateOnly From, DateOnly Until, bool HasRoll);

/// <summary>Whether the term's roll was screened: read off what was run, so that nothing has to be ticked off.</summary>
public sealed class TermChecks(PastScreenings past, Books books, Counties counties, TimeProvider clock)
{
    private const int Looked = 50;

    /// <summary>What the officer's county owes; null: nothing, or it was set up after the days had passed.</summary>
    /// <exception cref="Refusal"><c>unknown_county</c>.</exception>
    public async Task<TermCheck?> OwedAsync(Principal who, CancellationToken ct)
    {
        var today = clock.Today();
        var pack = await counties.PackOfAsync(who.Tenant, ct);
        // Where the calendar lays down no terms they begin as those of aid do.
        var from = pack.SchoolCalendar.TermBy(today)?.From ?? AidTerm.Of(today).First;
        var until = pack.Due(from, judging => judging.Deadlines.TermCheckDays);
        var book = (await books.OfAsync(who.Tenant, ct)).Book;
        if (book.Begins is not { } begins || begins > until) return null;
        var screened = await past.LatestAsync(who.Tenant, Looked, ct);
        return screened.Any(run => IsOfTerm(run.What.AsOf)) ? null : new(from, until, IsOfTerm(today));

        bool IsOfTerm(DateOnly day) => book.RollOf(day) is { } roll && roll.AsOf >= from;
    }
}
