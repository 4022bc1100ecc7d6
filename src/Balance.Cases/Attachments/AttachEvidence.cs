using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Students;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Attachments;

/// <summary>附上材料: a photograph, certificate or letter is kept with the case; also with a closed one.</summary>
/// <param name="About">The entry that it shows; null: the case.</param>
/// <param name="Content">The file's bytes: JPEG, PNG or PDF.</param>
/// <param name="Name">What it is called; null: nothing.</param>
public sealed record AttachEvidence(Guid CommandId, Guid Child, DateOnly OccurredOn, Guid? About, string? Name, string? Note, byte[]? Content) : CaseCommand(CommandId, Child)
{
    public sealed class Validator : CommandValidator<AttachEvidence>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.Name).Short();
            RuleFor(command => command.Note).Short();
            RuleFor(command => command.Content).Cascade(CascadeMode.Stop)
                .NotEmpty().WithMessage(_ => T("请选择文件。", "Choose a file."))
                .Must(content => content!.Length <= EvidenceKinds.MostBytes).WithMessage(_ => T("文件最大 10 MB，请压缩或分成几份。", "A file has at most 10 MB: make it smaller or send it in parts."))
                .Must(content => EvidenceKinds.Of(content) is not null).WithMessage(_ => T("只接收 JPEG、PNG 图片和 PDF 文件。", "Only JPEG and PNG pictures and PDF files are taken."));
        }
    }
}

/// <summary>Keeps the file sealed, and its digest in the case: both in one transaction.</summary>
public static class AttachEvidenceHandler
{
    public static Task<Receipt> Handle(AttachEvidence command, Principal who, CommandSlip slip, CaseHandling cases, EvidenceFiles files, CancellationToken ct)
    {
        var content = command.Content!;
        var file = Guid.CreateVersion7();
        return cases.AddWithinAsync(new(who, slip, Right.AttachEvidence), command, [command.Name, command.Note], async (connection, student, text, stop) =>
        {
            // What is not for the officer's eyes is not there: a refusal of its own would tell of it.
            if (command.About is { } about && student?.Find(about) is { } entry && !who.MayRead(Restrictions.Of(student, entry))) throw CaseHandling.NoSuchEntry();
            await files.KeepAsync(file, who.Tenant, command.Child, content, connection, stop);
            return new Decisions.AttachEvidence(command.OccurredOn, file, Digest.Of(content), content.Length, EvidenceKinds.Of(content)!, command.About, text[0], text[1]);
        }, ct);
    }
}
