namespace Balance.Cases.Domain.Terms;

/// <summary>By what a migrant child is entitled to its place (北票: 以居住证为主要依据).</summary>
public enum PlaceProof
{
    [Term("居住证")] ResidencePermit,
    [Term("务工证明")] WorkCertificate,
    [Term("租房或购房证明")] Housing,
    [Term("先入学后补")] ToFollow,
}

/// <summary>What the answering side says of a handover between schools.</summary>
public enum TransitionAnswer
{
    [Term("已接收")] Received,
    [Term("已注册")] Registered,
    [Term("未报到")] NotArrived,
}

/// <summary>How far a child moves (转学).</summary>
public enum TransferReach
{
    [Term("县内转学")] WithinCounty,
    [Term("转往外县")] ToOtherCounty,
    [Term("由外县转入")] FromOtherCounty,
}

/// <summary>Why a transfer came back.</summary>
public enum TransferReturn
{
    [Term("逾期未答复")] NeverAnswered,
    [Term("对方拒收")] Refused,
    [Term("学生未到校")] NotArrived,
}

/// <summary>What became of a complaint about fees (北票: 不得收取有别于本地户籍学生的任何费用).</summary>
public enum ComplaintOutcome
{
    [Term("已退费")] Refunded,
    [Term("已纠正")] Corrected,
    [Term("不属实")] Unfounded,
}
