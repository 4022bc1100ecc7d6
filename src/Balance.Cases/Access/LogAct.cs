using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Access;

/// <summary>What the access log tells of.</summary>
public enum LogAct
{
    [Term("查看个案")] Read,
    [Term("被拒绝")] Denied,
    [Term("显示完整证件号")] Unmasked,
    [Term("导出")] Exported,
    [Term("登录")] SignedIn,
    [Term("退出登录")] SignedOut,
    [Term("登录被拒")] SignInRefused,
    [Term("委托代管")] Delegated,
    [Term("结束委托")] DelegationEnded,
    [Term("紧急查看")] BrokeGlass,
    [Term("核阅紧急查看")] EmergencySeen,
    [Term("查询访问日志")] LogSearched,
    [Term("变更账户")] AccountChanged,
    [Term("查看跨县转学的学生")] ReadAcross,
    [Term("跨县转学逾期未答复")] TransferUnanswered,
}
