using System.Collections.Concurrent;
using System.Security.Cryptography;
using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Desk;
using FluentValidation;
using Marten;
using Npgsql;
using Decisions = Balance.Cases.Domain.Students.Decisions;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Migrants;

/// <summary>Hands the followed children of a school, or of one class of it, over to a junior school.</summary>
public sealed record HandOverList(Guid CommandId, string? FromSchool, string? Class, string? ToSchool)
{
    public sealed class Validator : AbstractValidator<HandOverList>
    {
        public Validator()
        {
            RuleFor(asked => asked.CommandId).Identified();
            RuleFor(asked => asked.FromSchool).NotEmpty().WithMessage(_ => T("请选择移出学校。", "Choose the school that hands over.")).SchoolCode();
            RuleFor(asked => asked.ToSchool).NotEmpty().WithMessage(_ => T("请选择接收学校。", "Choose the receiving school.")).SchoolCode();
        }
    }
}

/// <summary>Takes all children of a list who wait for an answer.</summary>
public sealed record AnswerList(Guid CommandId, Guid List, TransitionAnswer? Answer)
{
    public sealed class Validator : AbstractValidator<AnswerList>
    {
        public Validator()
        {
            RuleFor(asked => asked.CommandId).Identified();
            RuleFor(asked => asked.List).NotEmpty().WithMessage(_ => T("请指明名单。", "Say which list."));
            RuleFor(asked => asked.Answer).Chosen().NotEqual(TransitionAnswer.NotArrived).WithMessage(_ => T("未报到须逐人登记。", "Who has not come is told child by child."));
        }
    }
}

/// <summary>For how many children it was done.</summary>
public sealed record ListDone(int Children);

/// <summary>
/// 小升初 list by list. A list holds the children who are followed: no file is opened for every pupil of a county, and the rest is held against
/// the next roll by screening (<see cref="SuspicionReason.TransitionGap"/>). One act a list, each child decided as on its own page.
/// </summary>
public sealed class TransitionLists(
    CasesDatabase database, IDocumentStore store, CaseDesk desk, Worklist worklist, Books books, Counties counties, Moving moving, AccessLog log, TimeProvider clock)
{
    /// <summary>What an officer has in charge of it.</summary>
    public async Task<Transition> OfAsync(Principal who, CancellationToken ct)
    {
        var (today, pack) = (clock.Today(), await counties.PackOfAsync(who.Tenant, ct));
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var (book, places) = await books.OfAsync(who.Tenant, connection, ct);
        var year = TransitionYear.Of(today);
        var rows = await TransitionRolls.ClassesAsync(book, year, pack, who, connection, ct);
        var files = await FilesAsync(who, rows.SelectMany(row => row.Followed), ct);
        var waiting = await WaitingAsync(places, who, ct);
        // Whoever came up to the asking school stands on its lists, whether or not a roll of the new year is there.
        var onLists = (await Handed.ToAsync(who.Tenant, who.Office, connection, ct)).Concat(waiting.SelectMany(list => list.Children)).Where(child => !files.ContainsKey(child));
        return new(year,
        [
            .. rows.Select(row => new TransitionClass(row.FromSchool, places.NameOf(row.FromSchool), row.Class, row.ToSchool, row.ToSchool is { } to ? places.NameOf(to) : null, row.Pupils, row.OnRoll,
                row.Followed.Length, TransitionSteps.CountOf(row.Followed.Select(files.GetValueOrDefault), year))),
        ], waiting, PrintedOf([.. files.Values, .. (await FilesAsync(who, onLists, ct)).Values], year, places, who));
    }

    private static IReadOnlyList<PrintedList> PrintedOf(IEnumerable<Student> files, int year, Places places, Principal who) =>
    [
        .. from file in files
           from handed in file.Effective.Select(entry => entry.Happened).OfType<TransitionHandedOver>()
           where handed.SchoolYear == year
           group file by new ListKey(year, handed.FromSchool, handed.ToSchool) into list
           where list.Key.Concerns(who)
           orderby list.Key.FromSchool, list.Key.ToSchool
           let children = list.DistinctBy(file => file.Id).ToList()
           select new PrintedList(places.NameOf(list.Key.FromSchool), places.NameOf(list.Key.ToSchool), year, children.Count,
               children.Count(file => file.TransitionIn(year) == TransitionStep.Registered), list.Key.Address()),
    ];

    /// <summary>Hands over whoever of a school or class is followed, in charge and not handed over yet. Run again, it does what was left.</summary>
    /// <exception cref="Refusal"><c>forbidden</c>, <c>unknown_school</c>, <c>no_junior_school</c>.</exception>
    public async Task<ListDone> HandOverAsync(HandOverList asked, Principal who, CancellationToken ct)
    {
        await log.MustAsync(who, Right.HandOver, null, ct);
        var to = await moving.JuniorAsync(who, asked.ToSchool!, ct);
        var (today, pack) = (clock.Today(), await counties.PackOfAsync(who.Tenant, ct));
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var book = (await books.OfAsync(who.Tenant, connection, ct)).Book;
        var year = TransitionYear.Of(today);
        var children = (await TransitionRolls.ClassesAsync(book, year, pack, who, connection, ct))
            .Where(row => row.FromSchool == asked.FromSchool && (asked.Class is null || row.Class == asked.Class)).SelectMany(row => row.InCharge).ToArray();
        var command = new Decisions.HandOver(today, TransitionYear.ListOf(who.Tenant, year, asked.FromSchool!, to.Code), asked.FromSchool!, to.Code, year);
        return await ActAsync(asked.CommandId, who, book, children, _ => command, connection, (within, handed, stop) => Handed.RememberAsync(who.Tenant, to, handed, within, stop), ct);
    }

    /// <summary>Takes all children of a list who wait; once registered, they are the receiving school's.</summary>
    /// <exception cref="Refusal"><c>forbidden</c>.</exception>
    public async Task<ListDone> AnswerAsync(AnswerList asked, Principal who, CancellationToken ct)
    {
        await log.MustAsync(who, Right.AnswerTransition, null, ct);
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var (book, places) = await books.OfAsync(who.Tenant, connection, ct);
        if ((await WaitingAsync(places, who, ct)).FirstOrDefault(list => list.List == asked.List) is not { MayAnswer: true } list) return new(0);
        return await ActAsync(asked.CommandId, who, book, [.. list.Children], student => new Decisions.AnswerTransition(clock.Today(), student.OpenHandOver?.Id ?? default, asked.Answer!.Value, null), connection,
            async (within, registered, stop) =>
            {
                if (asked.Answer != TransitionAnswer.Registered) return;
                foreach (var child in registered) await moving.MoveUpAsync(who, child, list.ToSchool, within, stop);
            }, ct);
    }

    private async Task<ListDone> ActAsync(
        Guid command, Principal who, RegisterBook book, Guid[] children, Func<Student, StudentCommand> say, NpgsqlConnection connection,
        Func<NpgsqlConnection, Guid[], CancellationToken, Task> alongside, CancellationToken ct)
    {
        if (children.Length == 0) return new(0);
        var pack = await counties.PackOfAsync(who.Tenant, ct);
        var rolls = await RollHistory.ReadAsync(book, clock.Today(), children, connection, ct);
        // A lost race is decided again: the last word on a child counts.
        var happens = new ConcurrentDictionary<Guid, bool>();
        var done = await desk.ActManyAsync(command, who, [.. children.Distinct().Select(child => new ChildWork(child, student => Decide(child, student)))],
            new(Alongside: (within, some, _, stop) => alongside(within, [.. some.Where(child => happens.GetValueOrDefault(child))], stop)), null, ct);
        moving.Forget(who);
        return new(done.Updated);

        IReadOnlyList<StudentEvent> Decide(Guid child, Student? student)
        {
            var events = student is null ? [] : Casework.Decide(student, say(student), Of(child)).Events;
            happens[child] = events.Count > 0;
            return events;
        }

        // The same list, sent again, names the same entries.
        DecisionContext Of(Guid child) => new(who.Actor, clock.Today(), new Guid(SHA256.HashData([.. command.ToByteArray(), .. child.ToByteArray()]).AsSpan(0, 16)), pack, rolls.MarksOf(child), null);
    }

    private async Task<IReadOnlyList<WaitingList>> WaitingAsync(Places places, Principal who, CancellationToken ct)
    {
        var due = (await worklist.OfAsync(who, ct)).With(duty => duty.Kind == DutyKind.AnswerTransition).Select(one => one.Case.Child);
        return
        [
            .. from file in (await FilesAsync(who, due, ct)).Values
               where file.OpenHandOver is not null
               let handed = (TransitionHandedOver)file.OpenHandOver!.Happened
               group file by (handed.List, handed.FromSchool, handed.ToSchool, handed.SchoolYear) into list
               orderby list.Min(file => ((TransitionHandedOver)file.OpenHandOver!.Happened).AnswerBy), list.Key.List
               select new WaitingList(list.Key.List, list.Key.FromSchool, places.NameOf(list.Key.FromSchool), list.Key.ToSchool, places.NameOf(list.Key.ToSchool), list.Key.SchoolYear,
                   list.Min(file => ((TransitionHandedOver)file.OpenHandOver!.Happened).AnswerBy), list.Count(file => file.HandOverReceivedOn is not null),
                   who.May(Right.AnswerTransition) && (who.Level == Level.County || who.Office == list.Key.ToSchool), [.. list.Select(file => file.Id)]),
        ];
    }

    private async Task<Dictionary<Guid, Student>> FilesAsync(Principal who, IEnumerable<Guid> children, CancellationToken ct)
    {
        await using var session = store.QuerySession(who.Tenant);
        return (await session.LoadManyAsync<StudentCase>(ct, [.. children.Distinct()])).ToDictionary(file => file.Id, file => file.Student);
    }
}
