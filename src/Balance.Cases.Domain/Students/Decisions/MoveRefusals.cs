namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>The words of refusals about places, transition and transfers.</summary>
internal static class MoveRefusals
{
    public static readonly Refused NotMigrant = new("not_migrant", "该生未按随迁子女关注，请先增加关注。", "The child is not followed as a migrant child; raise that concern first.");
    public static readonly Refused PlaceNotPublic = new("place_not_public", "学位应落实在公办学校，或由政府购买。", "The place has to be at a public school, or bought by the government.");
    public static readonly Refused NoComplaint = new("no_complaint", "没有这条待答复的收费投诉。", "There is no such complaint that waits for an answer.");
    public static readonly Refused MoveOpen = new("move_open", "已移交或转出，正等待接收方答复；请等答复或退回后再办理。", "The child is handed over already; wait until the other side has answered or it has come back.");
    public static readonly Refused SameSchool = new("same_school", "接收学校不能是移出学校。", "A school cannot hand a child over to itself.");
    public static readonly Refused HandedOverThisYear = new("handed_over_this_year", "该生本学年小升初已注册，换学校请办理转学。", "The child is registered for this school year; a change of school is a transfer.");
    public static readonly Refused NoHandOver = new("no_hand_over", "没有这条待答复的小升初移交。", "There is no such handover that waits for an answer.");
    public static readonly Refused ReceivedAlready = new("received_already", "已接收，请登记注册或未到校。", "It has been received; say that the child is registered, or has not come.");
    public static readonly Refused NoTransfer = new("no_transfer", "没有这条待答复的转学。", "There is no such transfer that waits for an answer.");
    public static readonly Refused AnswerByReceiver = new("answer_by_receiver", "由接收学校答复，县教育局可代为答复。", "The receiving school answers, or the county bureau for it.");
    public static readonly Refused AnswerByBureau = new("answer_by_bureau", "转往外县的，由县教育局凭对方回执登记。", "Of a move to another county the bureau records what the other side has answered.");
    public static readonly Refused AnswerByOtherCounty = new("answer_by_other_county", "由接收县的教育局在本系统中答复；填错了县区，请撤回这次转学后重新登记。", "The receiving county's bureau answers, in this system; if it is the wrong county, withdraw the transfer and record it anew.");
    public static readonly Refused AcceptanceUnproven = new("acceptance_unproven", "请在说明中写明对方的接收凭据：文号、日期或经办人。", "Say in the note what shows that the other county has accepted: number, day, or who said so.");
    public static readonly Refused ReportDueThere = new("report_due", "转出县还有强制报告未作出，请联系转出县教育局先报告，再接收。", "A mandatory report is still due in the county that sends the child: ask its bureau to file it, then accept.");
    public static readonly Refused Departed = new("departed", "学生已转往外县，由接收县负责，本县只能查看和报告侵害；转回本县请登记「由外县转入」。", "Another county has the child, and this one only reads the case and reports harm; when it comes back, record a transfer from another county.");
    public static readonly Refused ReceivedBefore = new("received_before", "这次转学已经接收过。", "This transfer has been accepted before.");
    public static readonly Refused BeforeTheMove = new("before_the_move", "答复日期不能早于移交或转学日期。", "An answer cannot be dated before what it answers.");
    public static readonly Refused ReceiverMissing = new("receiver_missing", "县内转学和由外县转入须填写接收学校；转往外县须填写对方县区代码。", "Name the receiving school, or the county that the child moves to.");
    public static readonly Refused ClockReturns = new("clock_returns", "逾期未答复由系统在期满次日自动退回，请选择其他原因。", "A transfer that nobody answered comes back by itself the day after its last day; choose another reason.");
    public static readonly Refused MoveStays = new("move_stays", "学生已由接收方负责，这条记录不能撤回；需要变更请另行移交或转学。", "The other side has the child in charge; this entry stays, and a change is another handover or transfer.");
}
