using Balance.Cases.Access;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;

namespace Balance.Cases.Cases;

/// <summary>合并档案: this file proved to be of the child with that number. Its entries go there; the same child is then found, counted and worked on once.</summary>
/// <param name="Number">Identity number of the child whose file goes on.</param>
public sealed record MergeFile(Guid CommandId, Guid Child, long Version, DateOnly OccurredOn, string? Number, string? Why) : DecidingCommand(CommandId, Child, Version)
{
    public sealed class Validator : CommandValidator<MergeFile>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Version).Seen();
            RuleFor(command => command.Number).IdentityNumber();
            RuleFor(command => command.Why).Told();
        }
    }
}

/// <summary>Both files and the vault change in one transaction.</summary>
public static class MergeFileHandler
{
    public static Task<Receipt> Handle(MergeFile command, Principal who, CommandSlip slip, FileMerging merging, CancellationToken ct) =>
        merging.MergeAsync(new(who, slip, Right.MergeFile), command, ct);
}
