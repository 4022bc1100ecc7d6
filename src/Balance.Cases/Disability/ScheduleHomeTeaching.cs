using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using static Balance.Cases.Shell.Text;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Disability;

/// <summary>送教上门 is laid down.</summary>
/// <param name="MainTeacher">User name of the account; an event holds no name.</param>
/// <param name="AssistantTeacher">The same of the assisting one.</param>
/// <param name="Visits">Sessions in the period.</param>
/// <param name="HoursEach">Lesson hours of a session.</param>
public sealed record ScheduleHomeTeaching(
    Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, string? MainTeacher, string? AssistantTeacher, SchedulePeriod? Per, int? Visits, decimal? HoursEach, DateOnly? Until, string? Note)
    : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<ScheduleHomeTeaching>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.MainTeacher).NotEmpty().WithMessage(_ => T("请选择主送教教师。", "Choose the main teacher."));
            RuleFor(command => command.Per).Chosen();
            RuleFor(command => command.Visits).NotNull().InclusiveBetween(1, 31).WithMessage(_ => T("次数应为 1 至 31。", "How often: 1 to 31 times."));
            RuleFor(command => command.HoursEach).NotNull().WithMessage(_ => T("请填写每次课时。", "Give the lesson hours of a session."));
            RuleFor(command => command.Until).Given();
            RuleFor(command => command.Note).Short();
        }
    }
}

/// <summary>Schedules it; the child is from now on in the charge of those who teach it, of whatever school.</summary>
public static class ScheduleHomeTeachingHandler
{
    public static async Task<Receipt> Handle(
        ScheduleHomeTeaching command, Principal who, CommandSlip slip, CaseHandling cases, HomeTeachers teachers, Assignments assignments, Grants grants, CancellationToken ct)
    {
        var act = new Act(who, slip, Right.ScheduleHomeTeaching);
        await cases.MustReachAsync(act, command.Child, ct);
        foreach (var teacher in new[] { command.MainTeacher, command.AssistantTeacher }.OfType<string>())
        {
            await teachers.MustKnowAsync(who, teacher, ct);
            await assignments.RememberAsync(who.Tenant, teacher, command.Child, ct);
        }
        var receipt = await cases.DecideAsync(act, command, [command.Note],
            text => new Decisions.ScheduleHomeTeaching(command.OccurredOn, command.MainTeacher!, command.AssistantTeacher, command.Per!.Value, command.Visits!.Value, command.HoursEach!.Value, command.Until!.Value, text[0]), ct);
        grants.Forget(who.Tenant);
        return receipt;
    }
}
