using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using static Balance.Cases.Shell.Text;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Disability;

/// <summary>移交特教资源中心: a centre is asked to take the child, from its school or from the centre that has held it until now.</summary>
/// <param name="Centre">Code of the centre.</param>
public sealed record AskResourceCentre(Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, string? Centre, string? Note) : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<AskResourceCentre>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Centre).NotEmpty().WithMessage(_ => T("请选择资源中心。", "Choose the resource centre."));
            RuleFor(command => command.Note).Short();
        }
    }
}

/// <summary>Asks it; its officers read the case from now on, and those of the centre that holds the child until it has answered.</summary>
public static class AskResourceCentreHandler
{
    public static async Task<Receipt> Handle(
        AskResourceCentre command, Principal who, CommandSlip slip, CaseHandling cases, ResourceCentres centres, Grants grants, CancellationToken ct)
    {
        var act = new Act(who, slip, Right.AskResourceCentre);
        await cases.MustReachAsync(act, command.Child, ct);
        if ((await centres.ForAsync(who, command.Child, ct)).All(centre => centre.Code != command.Centre))
            throw new Refusal("unknown_centre", "请从名单中选择资源中心：只能移交给上级或下级的资源中心，其他的由县教育局办理。", "Choose a resource centre from the list: above or below in the line; any other is asked by the bureau.");
        var receipt = await cases.DecideAsync(act, command, [command.Note],
            (_, text) => new Decisions.AskResourceCentre(command.OccurredOn, command.Centre!, text[0]), ct,
            (connection, stop) => CentreCharge.RememberAsync(who.Tenant, command.Centre!, command.Child, connection, stop));
        grants.Forget(who.Tenant);
        return receipt;
    }
}
