using System.Text.Json.Serialization;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students;

/// <summary>A migrant child has a place at a public or purchased school.</summary>
/// <param name="Mixed">混合编班: it sits in one class with local children.</param>
public sealed record SchoolPlaceSecured(string School, Ownership Ownership, PlaceProof Proof, bool Mixed, SealedText? Note) : StudentEvent;

/// <summary>A school asked a migrant child for fees that others do not pay.</summary>
public sealed record FeeComplaintFiled(string School, SealedText What) : StudentEvent;

/// <summary>What became of it.</summary>
/// <param name="Complaint">The entry answered.</param>
public sealed record FeeComplaintAnswered(Guid Complaint, ComplaintOutcome Outcome, SealedText? Note) : StudentEvent;

/// <summary>小升初: a primary school hands a child over to a junior one, on a list.</summary>
/// <param name="List">The list, one for the two schools and the year.</param>
/// <param name="SchoolYear">First calendar year of the school year that the child enters.</param>
/// <param name="AnswerBy">Day by which the receiving school is to answer.</param>
public sealed record TransitionHandedOver(Guid List, string FromSchool, string ToSchool, int SchoolYear, DateOnly AnswerBy) : StudentEvent;

/// <summary>The receiving school's answer: received, registered, or the child has not come.</summary>
/// <param name="HandOver">The entry answered.</param>
public sealed record TransitionAnswered(Guid HandOver, TransitionAnswer Answer, SealedText? Note) : StudentEvent;

/// <summary>转学: a child leaves for another school or county; the case stays with the one who sends until the other accepts.</summary>
/// <param name="ToSchool">学校标识码 of the receiving school, where it is known.</param>
/// <param name="ToCounty">Code of the receiving county, for a move out of the county.</param>
/// <param name="AnswerBy">Day by which the receiving side is to answer; then it comes back.</param>
public sealed record StudentTransferred(
    TransferReach Reach, string? FromSchool, string? ToSchool, string? ToCounty, DateOnly AnswerBy, SealedText? Note) : StudentEvent
{
    /// <summary>The receiving county works here too, so that its bureau answers itself; null: it does not, and the sending bureau records what it was told.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? CountyAnswers { get; init; }
}

/// <summary>The receiving side has the child and answers for it from now on.</summary>
/// <param name="Transfer">The entry accepted; of a move to another county it stands in the file of the county that sent.</param>
/// <param name="School">The school that has the child.</param>
public sealed record TransferAccepted(Guid Transfer, string? School, SealedText? Note) : StudentEvent;

/// <summary>A transfer came back: refused, never answered, or the child did not come. The sender answers for it again.</summary>
/// <param name="Transfer">The entry that came back.</param>
public sealed record TransferReturned(Guid Transfer, TransferReturn Reason, SealedText? Note) : StudentEvent;

/// <summary>A case came from another county, with its history: the first entry of the file, or one that continues it.</summary>
/// <param name="FromCounty">Code of the county that sent it.</param>
/// <param name="Transfer">The entry there that was accepted; the history is kept under it.</param>
/// <param name="School">The school that has the child.</param>
/// <param name="History">Entries that came along.</param>
/// <param name="Sha256">Digest of the signed history, 64 hexadecimal digits.</param>
/// <param name="Stood">Where the case stood there.</param>
public sealed record CaseReceived(string FromCounty, Guid Transfer, string School, int History, string Sha256, CaseStatus Stood) : StudentEvent;
