using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Migrants.Between;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using static Balance.Cases.Shell.Text;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Migrants;

/// <summary>转学: the child leaves for another school or county, or has come from one.</summary>
/// <param name="ToSchool">Receiving school; of a move out of this county where it is known.</param>
/// <param name="ToCounty">Code of the receiving county, for a move out of this one. Where that works in this installation, its bureau answers; else this one's records what it is told.</param>
public sealed record TransferStudent(Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, TransferReach? Reach, string? ToSchool, string? ToCounty, string? Note)
    : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<TransferStudent>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Reach).Chosen();
            RuleFor(command => command.ToSchool).SchoolCode();
            RuleFor(command => command.ToCounty).Matches("^[0-9]{6}$").WithMessage(_ => T("请填写对方县区的 6 位区划代码。", "Give the county's code of six digits."));
            RuleFor(command => command.Note).Short();
        }
    }
}

/// <summary>Sends it; the case stays with the sender, and the receiving school reads it, until there is an answer. Another county's bureau sees what waits for it.</summary>
public static class TransferStudentHandler
{
    public static async Task<Receipt> Handle(TransferStudent command, Principal who, CommandSlip slip, CaseHandling cases, Moving moving, SentTransfers sent, CancellationToken ct)
    {
        var act = new Act(who, slip, Right.TransferStudent);
        await cases.MustReachAsync(act, command.Child, ct);
        var isLeaving = command.Reach == TransferReach.ToOtherCounty;
        if (isLeaving && command.ToCounty == who.Tenant) throw Moving.OwnCounty();
        var countyAnswers = isLeaving && (await sent.OthersAsync(who.Tenant, ct)).Any(county => county.Code == command.ToCounty);
        var to = isLeaving || command.ToSchool is null ? null : await moving.SchoolAsync(who, command.ToSchool, ct);
        var from = command.Reach == TransferReach.FromOtherCounty ? null : await moving.SchoolOfAsync(who, command.Child, ct);
        var receipt = await cases.DecideAsync(act, command, [command.Note],
            (_, text) => new Decisions.TransferStudent(command.OccurredOn, command.Reach!.Value, from, isLeaving ? command.ToSchool : to?.Code, command.ToCounty, text[0]) { CountyAnswers = countyAnswers }, ct,
            async (connection, stop) =>
            {
                if (to is not null) await Handed.RememberAsync(who.Tenant, to, [command.Child], connection, stop);
                if (countyAnswers) await SentTransfers.RememberAsync(who.Tenant, command.ToCounty!, command.Child, connection, stop);
            });
        moving.Forget(who);
        return receipt;
    }
}
