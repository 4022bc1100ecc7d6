using System.Globalization;
using System.Text.Json;
using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Storage.Desk;
using Wolverine;

namespace Balance.Cases.Storage.Dispatch;

/// <summary>Carries whoever acts beside the command, and hands the handler a <see cref="Principal"/> and a <see cref="CommandSlip"/>.</summary>
public static class WhoActs
{
    private const string User = "user";
    private const string Office = "office";
    private const string AtLevel = "level";
    private const string InRole = "role";
    private const string Grade = "grade";
    private const string Class = "class";
    private const string MoreThanTheOwn = "beyond";

    /// <summary>Before every handler of a command; without a principal there is no handling.</summary>
    public static (Principal Who, CommandSlip Slip) Before(Envelope envelope, IdentityHash hash)
    {
        var who = new Principal(Of(envelope, User), envelope.TenantId ?? throw Nobody(), Of(envelope, Office), Term.Parse<Level>(Of(envelope, AtLevel)), Of(envelope, InRole))
        {
            // A homeroom teacher without them would be taken for one who has the whole school in charge.
            Grade = envelope.Headers.TryGetValue(Grade, out var grade) ? int.Parse(grade!, CultureInfo.InvariantCulture) : null,
            Class = envelope.Headers.GetValueOrDefault(Class),
            Beyond = Beyond.Of(envelope.Headers.GetValueOrDefault(MoreThanTheOwn)),
        };
        var command = (IOfficerCommand)envelope.Message!;
        return (who, SlipOf(command, command.CommandId, who, hash));
    }

    /// <summary>What tells a command from every other: a keyed digest, so that a short note cannot be guessed from what is kept of it.</summary>
    internal static CommandSlip SlipOf(object command, Guid id, Principal who, IdentityHash hash) =>
        new(id, hash.Fingerprint(who.Tenant, $"{command.GetType().Name} {JsonSerializer.Serialize(command, command.GetType(), CasesJson.Options)}"));

    internal static DeliveryOptions On(DeliveryOptions options, Principal who)
    {
        options.WithHeader(User, who.User).WithHeader(Office, who.Office).WithHeader(AtLevel, who.Level.Code()).WithHeader(InRole, who.Role);
        if (who.Grade is { } grade) options.WithHeader(Grade, grade.ToString(CultureInfo.InvariantCulture));
        if (who.Class is not null) options.WithHeader(Class, who.Class);
        if (who.Beyond.ToText() is { } beyond) options.WithHeader(MoreThanTheOwn, beyond);
        return options;
    }

    private static string Of(Envelope envelope, string header) => envelope.Headers.TryGetValue(header, out var value) && value is not null ? value : throw Nobody();

    private static InvalidOperationException Nobody() => new("A command came without anybody who acts; commands go through the dispatcher.");
}
