using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using static Balance.Cases.Shell.Text;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Migrants;

/// <summary>小升初: one child goes on the list of its school for a junior one.</summary>
public sealed record HandOver(Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, string? ToSchool) : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<HandOver>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.ToSchool).NotEmpty().WithMessage(_ => T("请选择接收学校。", "Choose the receiving school.")).SchoolCode();
        }
    }
}

/// <summary>Hands it over; the receiving school reads the case from now on.</summary>
public static class HandOverHandler
{
    public static async Task<Receipt> Handle(HandOver command, Principal who, CommandSlip slip, CaseHandling cases, Moving moving, CancellationToken ct)
    {
        var act = new Act(who, slip, Right.HandOver);
        await cases.MustReachAsync(act, command.Child, ct);
        var to = await moving.JuniorAsync(who, command.ToSchool!, ct);
        var from = await moving.SchoolOfAsync(who, command.Child, ct);
        var year = TransitionYear.Of(command.OccurredOn);
        var receipt = await cases.DecideAsync(act, command, [],
            (_, _) => new Decisions.HandOver(command.OccurredOn, TransitionYear.ListOf(who.Tenant, year, from, to.Code), from, to.Code, year), ct,
            (connection, stop) => Handed.RememberAsync(who.Tenant, to, [command.Child], connection, stop));
        moving.Forget(who);
        return receipt;
    }
}
