using System.Globalization;
using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Shell.Forms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;

namespace Balance.Cases.Cases;

/// <summary>Something that an officer does in a case by a form of its page. A room adds its own by <c>services.AddSingleton(new CaseAct(…))</c>.</summary>
/// <param name="Use">The right that it takes; each has one form.</param>
/// <param name="Icon">Name of an icon of <see cref="Shell.Components.Icon"/>.</param>
/// <param name="Fields">The form's fields beside the day: an <see cref="ActFields"/>.</param>
/// <param name="SendAsync">Reads the command out of the form, whose fields are named as the command's, and sends it; null where the form could not be read.</param>
/// <param name="Of">The concern in whose section it stands; null: with the work on the case as a whole.</param>
public sealed record CaseAct(Right Use, string Icon, Type Fields, Func<SentAct, Task<Receipt?>> SendAsync, Concern? Of = null)
{
    /// <summary>What the day of the form is called; null: the day.</summary>
    public Func<string>? Day { get; init; }

    /// <summary>Another concern in whose section it stands where the child is not followed for the first; null: none.</summary>
    public Concern? ElseOf { get; init; }

    /// <summary>True where the form sends files.</summary>
    public bool Files { get; init; }

    /// <summary>The form's field for a command's property: <c>Right.OccurredOn</c> is <c>occurredOn</c>.</summary>
    public static string FieldOf(string property) =>
        property[(property.LastIndexOf('.') + 1)..] is { Length: > 0 } name ? char.ToLowerInvariant(name[0]) + name[1..] : "";
}

/// <summary>A concern's part of the case page: how it stands, and what is to be done about it. A room adds its own by <c>services.AddSingleton(new CaseSection(…))</c>.</summary>
/// <param name="Order">Lower stands first.</param>
/// <param name="Concern">It is shown while the child is followed for it, to those who may know.</param>
/// <param name="Component">A component with the parameter <c>View</c>.</param>
public sealed record CaseSection(int Order, Concern Concern, Type Component);

/// <summary>Every act of every room.</summary>
public sealed class CaseActTable(IEnumerable<CaseAct> acts)
{
    private readonly Dictionary<Right, CaseAct> _acts = acts.ToDictionary(act => act.Use);

    /// <summary>The act behind a right.</summary>
    public CaseAct Of(Right use) => _acts[use];
}

/// <summary>A form of the case page as it was sent.</summary>
public sealed class SentAct(Posted posted, Guid child, Dispatcher door, Principal who, CancellationToken ct)
{
    /// <summary>What was sent; reading a value checks it.</summary>
    public Posted Posted => posted;

    /// <summary>The command's id.</summary>
    public Guid Id => posted.CommandId;

    /// <summary>Whose case.</summary>
    public Guid Child => child;

    /// <summary>The day on which it happened.</summary>
    public DateOnly On { get; } = posted.Day("occurredOn") ?? default;

    /// <summary>The version of the file that the officer saw.</summary>
    public long Version { get; } = long.TryParse(posted.Raw("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : 0;

    /// <summary>A chosen value.</summary>
    public TTerm? Choice<TTerm>(string name, bool optional = false) where TTerm : struct, Enum => posted.Choice<TTerm>(name, optional);

    /// <summary>What was told; the command's validator says where it has to be.</summary>
    public string? Told(string name) => posted.Text(name, optional: true);

    /// <summary>A day that may be left out.</summary>
    public DateOnly? DayOrNone(string name) => posted.Day(name, optional: true);

    /// <summary>The entry that a hidden field or a choice names; empty: none.</summary>
    public Guid Entry(string name) => Guid.TryParse(posted.Raw(name), out var entry) ? entry : default;

    /// <summary>The same where it may name none.</summary>
    public Guid? EntryOrNone(string name) => Entry(name) is var entry && entry == default ? null : entry;

    /// <summary>Values ticked in a <see cref="Shell.Forms.TicksField"/>.</summary>
    public IReadOnlyList<TTerm> Ticked<TTerm>(string name) where TTerm : struct, Enum => [.. Term.All<TTerm>().Where(value => posted.Raw(name).Split(',').Contains(value.Code()))];

    /// <summary>Days within a year, where they are said.</summary>
    public int? Days(string name) => (int?)posted.Number(name, optional: true, min: 1, max: 366);

    /// <summary>A grade, 1 to 9.</summary>
    public int? Grade() => (int?)posted.Number("grade", optional: true, min: 1, max: 9);

    /// <summary>The bytes of a file; null and a problem where none was chosen. Of one that is too large one byte more is read than may be, by which the command's validator knows it.</summary>
    public async Task<byte[]?> FileAsync(string name, int mostBytes)
    {
        if (posted.File(name) is not { } file) return null;
        var content = new byte[Math.Min(file.Length, mostBytes + 1L)];
        await using var sent = file.OpenReadStream();
        await sent.ReadExactlyAsync(content, ct);
        return content;
    }

    /// <summary>Sends the command, unless the form could not be read.</summary>
    public async Task<Receipt?> SendAsync<TCommand>(TCommand command) where TCommand : CaseCommand => posted.Ok ? await door.SendAsync(command, who, ct) : null;
}
