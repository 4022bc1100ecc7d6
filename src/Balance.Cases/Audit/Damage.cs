using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Audit;

/// <summary>How what is recorded differs from what was recorded.</summary>
public enum DamageKind
{
    /// <summary>An event is not what its link was made of.</summary>
    [Term("内容被改")] Changed,

    /// <summary>An event, a link or both are gone.</summary>
    [Term("被删除")] Deleted,

    /// <summary>An event stands there with a link that no commit made.</summary>
    [Term("被插入")] Inserted,

    /// <summary>Events or links changed places.</summary>
    [Term("顺序被改")] Reordered,

    /// <summary>An event without a link.</summary>
    [Term("未入链")] Unchained,

    /// <summary>The chain ends before a head that a checkpoint signed.</summary>
    [Term("尾部被截")] Truncated,

    /// <summary>The chain is whole in itself, but is not the one that a checkpoint signed.</summary>
    [Term("历史被重写")] Rewritten,

    /// <summary>A register's stored rows are not what their import's event says.</summary>
    [Term("登记行被改")] RegisterRowChanged,

    /// <summary>What is kept of a sealed return is not what its event says was sealed.</summary>
    [Term("封存报表被改")] SealedReturnChanged,

    /// <summary>What is kept of an issued paper is not what its event says was issued.</summary>
    [Term("存档文书被改")] IssuedPaperChanged,

    /// <summary>What is kept of an attached file is not what its event says was attached.</summary>
    [Term("附件被改")] AttachmentChanged,

    /// <summary>A row of the access log is not what was written.</summary>
    [Term("访问日志被改")] AccessLogChanged,

    /// <summary>A row of the access log is gone.</summary>
    [Term("访问日志被删除")] AccessLogDeleted,

    /// <summary>A row of the access log that no commit linked.</summary>
    [Term("访问日志未入链")] AccessLogUnchained,

    /// <summary>The access log ends before a head that a checkpoint signed.</summary>
    [Term("访问日志尾部被截")] AccessLogTruncated,

    /// <summary>The access log is whole in itself, but is not the one that a checkpoint signed.</summary>
    [Term("访问日志被重写")] AccessLogRewritten,
}

/// <summary>One piece of damage.</summary>
/// <param name="Stream">The stream of the event; null where nothing tells any more.</param>
/// <param name="Version">Its version in the stream.</param>
/// <param name="Strand">The chain's strand; null for what is no link.</param>
/// <param name="Position">Its place there.</param>
public sealed record Damage(DamageKind Kind, Guid? Stream, long? Version, int? Strand = null, long? Position = null);

/// <summary>The end of a strand of a county's chain.</summary>
/// <param name="Position">Links in the strand.</param>
/// <param name="RecordedAt">When the last was made.</param>
/// <param name="Hash">Its hash, which stands for all before it; hexadecimal.</param>
public sealed record Head(int Strand, long Position, DateTimeOffset RecordedAt, string Hash);

/// <summary>What a verification came to.</summary>
/// <param name="Events">Events read.</param>
public sealed record Verification(string County, long Events, IReadOnlyList<Head> Heads, IReadOnlyList<Damage> Damages)
{
    /// <summary>When the checkpoint was signed that it was held against; null: against none.</summary>
    public DateTimeOffset? Against { get; init; }

    /// <summary>Nothing was found.</summary>
    public bool IsWhole => Damages.Count == 0;
}

/// <summary>Something beside events that <c>verify</c> proves, such as the rows of a register.</summary>
public interface IVerifyMore
{
    /// <summary>What of a county is damaged, against a checkpoint where one is given.</summary>
    IAsyncEnumerable<Damage> DamagesAsync(string county, Checkpoint? checkpoint, CancellationToken ct);
}
