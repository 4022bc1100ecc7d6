using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using static Balance.Cases.Shell.Text;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Disability;

/// <summary>送教上门 session given; added whatever happened meanwhile.</summary>
/// <param name="Hours">Lesson hours.</param>
/// <param name="MainTeacher">User name of the account; none: of the officer who logs it.</param>
/// <param name="StartedAt">By the clock on the wall.</param>
/// <param name="Goals">Numbers of the plan's goals that were worked on.</param>
/// <param name="Performance">What the child did.</param>
/// <param name="MakesUp">The missed session that it makes up for.</param>
public sealed record LogHomeTeaching(
    Guid CommandId, Guid Child, DateOnly OccurredOn, decimal? Hours, string? MainTeacher, string? AssistantTeacher, TimeOnly? StartedAt, IReadOnlyList<int>? Goals, string? Performance,
    bool GuardianSigned, Guid? MakesUp, string? Note) : CaseCommand(CommandId, Child)
{
    public sealed class Validator : CommandValidator<LogHomeTeaching>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Hours).NotNull().WithMessage(_ => T("请填写课时。", "Give the lesson hours."));
            RuleFor(command => command.Performance).Short();
            RuleFor(command => command.Note).Short();
        }
    }
}

/// <summary>Logs it.</summary>
public static class LogHomeTeachingHandler
{
    public static async Task<Receipt> Handle(LogHomeTeaching command, Principal who, CommandSlip slip, CaseHandling cases, HomeTeachers teachers, CancellationToken ct)
    {
        var act = new Act(who, slip, Right.LogHomeTeaching);
        await cases.MustReachAsync(act, command.Child, ct);
        foreach (var teacher in new[] { command.MainTeacher, command.AssistantTeacher }.OfType<string>())
            await teachers.MustKnowAsync(who, teacher, ct);
        return await cases.AddAsync(act, command, [command.Performance, command.Note],
            text => new Decisions.LogHomeTeaching(command.OccurredOn, command.Hours!.Value, command.MainTeacher ?? who.User, command.AssistantTeacher, command.StartedAt, command.Goals ?? [],
                text[0], command.GuardianSigned, command.MakesUp, text[1]), ct);
    }
}
