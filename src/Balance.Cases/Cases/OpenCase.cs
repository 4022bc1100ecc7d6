using Balance.Cases.Access;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Registers;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;

namespace Balance.Cases.Cases;

/// <summary>建档: a child is followed from now on.</summary>
/// <param name="Note">Plain; sealed before anything is decided.</param>
public sealed record OpenCase(Guid CommandId, Guid Child, Concern Concern, DateOnly OccurredOn, string? Note) : CaseCommand(CommandId, Child)
{
    /// <summary>What is complete.</summary>
    public sealed class Validator : CommandValidator<OpenCase>
    {
        /// <summary>By field.</summary>
        public Validator()
        {
            RuleFor(command => command.Concern).IsInEnum().WithMessage(Say("请选择关注类型。", "Choose a concern."));
            RuleFor(command => command.OccurredOn).NotEmpty().WithMessage(Say("请填写日期。", "Give the day."));
            RuleFor(command => command.Note).MaximumLength(2000).WithMessage(Say("说明不超过 2000 字。", "A note has at most 2,000 characters."));
        }
    }
}

/// <summary>Handles <see cref="OpenCase"/>.</summary>
public static class OpenCaseHandler
{
    /// <summary>Seals the note, decides, opens the file and follows where the child is.</summary>
    public static async Task<Receipt> Handle(OpenCase command, Principal who, CommandSlip slip, CaseDesk desk, CaseContexts contexts, Vault vault, CancellationToken ct)
    {
        SealedText? note = string.IsNullOrWhiteSpace(command.Note) ? null : await vault.SealTextAsync(who.Tenant, command.Child, command.Note, ct);
        var context = await contexts.OfAsync(who, command.Child, command.CommandId, ct);
        return await desk.AddAsync(slip, who, command.Child,
            student => Casework.Decide(student, new Domain.Students.Decisions.OpenCase(command.OccurredOn, command.Concern, note), context), ct,
            (connection, stop) => Whereabouts.FollowAsync(who.Tenant, [command.Child], connection, stop));
    }
}
