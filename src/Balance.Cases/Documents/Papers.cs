using System.Globalization;
using Balance.Cases.Cases;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Documents;

/// <summary>What a paper is made from.</summary>
/// <param name="View">The case as the officer reads it who issues the paper.</param>
/// <param name="Child">What vault and registers add.</param>
public sealed record PaperSource(CaseView View, LedgerChild Child)
{
    /// <summary>Nothing of the child.</summary>
    public override string ToString() => nameof(PaperSource);
}

/// <summary>
/// The papers, made from a case as its reader sees it; their fields are those of the forms in the policy collection. Papers go out in Chinese,
/// whatever the language of the screen.
/// </summary>
public static class Papers
{
    // 义务教育法 §11.
    private const int SchoolAge = 6;

    /// <summary>The paper.</summary>
    /// <param name="kind">One that <see cref="DocumentKinds"/> has for the case.</param>
    /// <param name="of">What it is made from.</param>
    /// <param name="number">文号.</param>
    /// <param name="office">Name of the office that issues it.</param>
    public static Paper Make(DocumentKind kind, PaperSource of, string number, DateOnly on, string office)
    {
        var form = Forms[kind];
        PaperPart[] child = form.BeginsWithChild ? [new(null, [.. Child(of.View)], [])] : [];
        return new Paper(kind, of.View.Pack.TitleOf(kind), number, on, office, [.. child, .. form.Parts(of)], form.Signatures);
    }

    /// <param name="BeginsWithChild">A form does; a letter speaks to its addressee.</param>
    private sealed record Form(Func<PaperSource, IEnumerable<PaperPart>> Parts, string[] Signatures, bool BeginsWithChild = true);

    private static readonly Dictionary<DocumentKind, Form> Forms = new()
    {
        [DocumentKind.WrittenReport] = new(
            of => [Leaving(of), .. Entries(of.View, "劝返情况", "persuasion_visit_logged"), .. Entries(of.View, "处理措施", "written_report_filed", "persuasion_escalated", "legal_step_taken")],
            ["村支书", "中心校长", "中学校长", "分管领导", "乡镇长", "教体局包片领导"]),
        [DocumentKind.PersuasionRecord] = new(
            of => Numbered(of.View, "第 {0} 次劝返", "persuasion_visit_logged"),
            ["劝返人", "监护人", "见证人"]),
        [DocumentKind.CorrectionOrder] = new(of => [new PaperPart(null, [], [.. OrderText(of)])], ["经办人", "机关（盖章）"], BeginsWithChild: false),
        [DocumentKind.ServiceReceipt] = new(of => [new PaperPart(null, [.. Receipt(of.View)], [])], [], BeginsWithChild: false),
        [DocumentKind.DeferralApplication] = new(
            of => [Deferral(of), new PaperPart("鉴定意见", [new("县级以上医疗机构证明或专家委员会意见", ""), new("教育行政部门意见", "")], [])],
            ["申请人（监护人）", "学校", "教育行政部门（盖章）"]),
        [DocumentKind.EducationPlan] = new(
            of => [.. Last(of.View, "计划", "education_plan_adopted"), .. Entries(of.View, "评价", "education_plan_reviewed")],
            ["负责人", "参与人", "家长"]),
        [DocumentKind.HomeTeachingRecord] = new(
            of => [.. Last(of.View, "安排", "home_teaching_scheduled"), .. Numbered(of.View, "第 {0} 次送教", "home_teaching_session_delivered"), .. Entries(of.View, "未送教", "home_teaching_session_missed")],
            ["送教教师", "家长"]),
        [DocumentKind.LeftBehindForm] = new(
            of => [Family(of.Child), .. Last(of.View, "监护情况", "guardianship_recorded"), .. Last(of.View, "关爱计划", "care_plan_adopted"), .. Entries(of.View, "关爱走访与联系", "care_visit_logged", "parent_contact_logged"), .. Entries(of.View, "救助帮扶", "aid_granted")],
            ["填表人", "复核人", "负责人"]),
        [DocumentKind.LearningFile] = new(
            of => [.. Entries(of.View, "帮扶计划", "learning_support_planned"), .. Entries(of.View, "反馈", "learning_support_reviewed")],
            ["帮扶教师", "班主任", "家长"]),
    };

    private static IEnumerable<PaperLine> Child(CaseView view)
    {
        var person = view.Person;
        yield return new("姓名", person?.Name ?? "");
        yield return new("性别", person?.Sex is { } sex ? sex.Chinese() : "");
        yield return new("出生日期", Day(person?.BirthDate));
        yield return new("身份证号", person?.Number ?? "");
        yield return new("学籍号", person?.StudentNumber ?? "");
        yield return new("学校", view.SchoolName ?? "");
        yield return new("年级班级", string.Create(CultureInfo.InvariantCulture, $"{(view.Place.Grade is { } grade ? $"{grade} 年级" : "")} {(view.Place.Class is { } of ? $"{of} 班" : "")}").Trim());
        yield return new("居住乡镇", view.TownshipName ?? "");
        yield return new("监护人", person?.GuardianName ?? "");
        yield return new("电话", person?.GuardianPhone ?? "");
        yield return new("住址", person?.Address ?? "");
    }

    /// <summary>What is asked for beside the child itself; what nobody has told is an empty line, to be filled in by hand.</summary>
    private static PaperPart Family(LedgerChild child) => new("家庭情况",
    [
        new("民族", ""), new("是否登记户口", LedgerForms.IsRegistered(child) ?? ""), new("户籍地", child.Unit(child.Registered.Household)), new("现居地", LedgerForms.Home(child) ?? ""),
        new("健康状况（残疾类别等级、患病）", LedgerForms.Health(child) ?? ""), new("是否寄宿", LedgerForms.Boards(child) ?? ""), new("就学情况", LedgerForms.Schooling(child) ?? ""),
        new("祖（外祖）父母", ""), new("父亲（姓名、出生、务工地、电话、身份证号）", ""), new("母亲（姓名、出生、务工地、电话、身份证号）", ""), new("外出情况", LedgerForms.Away(child) ?? ""),
        new("委托监护人（电话、身份证号、关系、住址）", LedgerForms.Carer(child) ?? ""), new("监护类型", child.Student.Guardianship?.Caregiver.Chinese() ?? ""),
        new("监护评估", child.Student.Guardianship?.Quality?.Chinese() ?? ""), new("经济来源", ""), new("救助帮扶", LedgerForms.Help(child) ?? ""),
    ], []);

    // 承包教师: to whom the school gave the child.
    private static PaperPart Leaving(PaperSource of)
    {
        var teacher = of.View.Student.SinceDropout.Select(entry => entry.Happened).OfType<PersuasionAssigned>().LastOrDefault(given => given.Level == Level.School);
        return new("离校情况",
        [
            new("离校原因", of.Child.Last<DropoutConfirmed>()?.Reason.Chinese() ?? ""), new("去向", LedgerForms.Whereto(of.Child) ?? ""),
            new("承包教师", teacher is null ? "" : of.Child.Officer(teacher.Officer)), .. Entries(of.View, "", "dropout_confirmed", "suspicion_verified").SelectMany(part => part.Lines),
        ], []);
    }

    /// <summary>The deferral decided last, and no other finding or placement.</summary>
    private static PaperPart Deferral(PaperSource of)
    {
        var entry = InOrder(of.View, "suspicion_verified", "placement_decided")
            .Last(told => told.Happened is SuspicionVerified { Finding: Finding.Deferred } or PlacementDecided { Placement: Placement.Deferred });
        var until = entry.Happened is SuspicionVerified found ? found.Until : ((PlacementDecided)entry.Happened).Until;
        return new("原因与期限",
        [
            new("应入学时间", of.View.Person?.BirthDate is { } born ? Day(new SchoolYear(born.Year + SchoolAge + (born.Month > 8 ? 1 : 0)).First) : ""),
            new("期限至", Day(until)), new("登记日期", Day(entry.OccurredOn)), new("原因", string.Join("；", entry.Says.Narrative.Select(told => told.Value))),
        ], []);
    }

    // 义务教育法 §58; the days are the form's own.
    private static IEnumerable<string> OrderText(PaperSource of)
    {
        var view = of.View;
        var (person, step) = (view.Person, view.Student.LegalStepOn(view.Pack.Ladder) is { Step: LegalStep.CorrectionOrder } taken ? taken : null);
        yield return $"{person?.GuardianName}：";
        yield return $"经查，您监护的 {person?.Name}（{person?.Sex?.Chinese()}，{Day(person?.BirthDate)}出生，身份证号 {person?.Number}，{view.SchoolName}）自 {Day(view.Summary.OutSince)} 起未接受义务教育，"
            + "违反了《中华人民共和国义务教育法》第五条、第十一条的规定。";
        // The order goes out before it is served, and its days begin with the service.
        var until = step?.Deadline is { } deadline ? $"于 {Day(deadline)} 前" : string.Create(CultureInfo.InvariantCulture, $"自收到本通知之日起 {view.Pack.On(view.AsOf).Deadlines.CorrectionOrderDays.Value} 日内");
        yield return $"依据《中华人民共和国义务教育法》第五十八条的规定，现责令您{until}送其返校就读。";
        yield return "如有异议，可在收到本通知之日起七日内向本机关陈述、申辩。";
        if (step is { Number.Length: > 0 }) yield return $"（依法步骤：{step.Step.Chinese()}，{step.Number}）";
    }

    /// <summary>What is served is the order that went out last, else the rung that was taken; the rest is written by hand where it is handed over.</summary>
    private static IEnumerable<PaperLine> Receipt(CaseView view)
    {
        var step = view.Student.LegalStepOn(view.Pack.Ladder);
        var order = view.Student.Effective.Select(entry => entry.Happened).OfType<DocumentIssued>().LastOrDefault(paper => paper.Kind == DocumentKind.CorrectionOrder);
        yield return new("送达文书", order is null ? step?.Step.Chinese() ?? "" : view.Pack.On(order.OccurredOn).TitleOf(order.Kind));
        yield return new("文书文号", order?.Number ?? step?.Number ?? "");
        yield return new("受送达人", view.Person?.GuardianName ?? "");
        yield return new("被监护学生", view.Person?.Name ?? "");
        yield return new("受送达人住址", view.Person?.Address ?? "");
        yield return new("送达地点", "");
        yield return new("送达时间", "　　　　年　　月　　日　　时　　分");
        yield return new("送达方式", "□直接送达　□留置送达　□邮寄送达　□委托送达　□公告送达");
        foreach (var hand in new[] { "受送达人签名", "代收人及关系", "送达人签名（二人）", "见证人签名", "拒收事由", "备注" }) yield return new(hand, "");
    }

    private static IEnumerable<PaperPart> Entries(CaseView view, string heading, params string[] kinds)
    {
        var lines = InOrder(view, kinds).SelectMany(entry => Lines(entry).Prepend(new PaperLine(Day(entry.OccurredOn), entry.Says.Title))).ToList();
        if (lines.Count > 0) yield return new PaperPart(heading, lines, []);
    }

    private static IEnumerable<PaperPart> Last(CaseView view, string heading, string kind) =>
        InOrder(view, kind).TakeLast(1).Select(entry => new PaperPart(heading, [new("日期", Day(entry.OccurredOn)), .. Lines(entry)], []));

    private static IEnumerable<PaperPart> Numbered(CaseView view, string heading, string kind) =>
        InOrder(view, kind).Select((entry, index) => new PaperPart(string.Format(CultureInfo.InvariantCulture, heading, index + 1),
            [new("日期", Day(entry.OccurredOn)), new("内容", entry.Says.Title), .. Lines(entry), new("登记人", $"{entry.Officer}（{entry.Office}）")], []));

    private static IEnumerable<TimelineEntry> InOrder(CaseView view, params string[] kinds) =>
        view.Timeline.Where(entry => kinds.Contains(entry.Kind) && entry.WithdrawnBy is null).OrderBy(entry => entry.OccurredOn).ThenBy(entry => entry.Order);

    private static IEnumerable<PaperLine> Lines(TimelineEntry entry) => entry.Says.Facts.Concat(entry.Says.Narrative).Select(fact => new PaperLine(fact.Label, fact.Value));

    private static string Day(DateOnly? day) => day?.ToString("yyyy年M月d日", CultureInfo.InvariantCulture) ?? "";
}
