using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Specs.Students;
using Shouldly;
using Xunit;
using static Balance.Cases.Specs.Standings.ChildWith;

namespace Balance.Cases.Specs.Decisions;

public class PapersSpecs
{
    private static IssueDocument Issue(DocumentKind kind) => new(Day("2026-11-30"), kind, Samples.Id(800), "某校〔2026〕1号", new string('a', 64));

    [Fact]
    public void A_paper_is_made_only_of_a_case_that_has_its_entries()
    {
        Scene.GivenDropout().WhenTried(Issue(DocumentKind.PersuasionRecord)).ThenRefused("nothing_to_issue");
        Scene.GivenDropout().When(new LogVisit(Day("2026-10-14"), Level.School, VisitOutcome.Refused, null, null, null)).When(Issue(DocumentKind.PersuasionRecord)).Then(typeof(DocumentIssued));
        Scene.GivenDropout().When(Issue(DocumentKind.WrittenReport)).Then(typeof(DocumentIssued));
        DocumentKinds.Of(Scene.GivenDropout().Student!, PolicyPack.Load("national").Ladder, isOut: true, Level.School).ShouldBe([DocumentKind.WrittenReport]);
    }

    [Fact]
    public void A_correction_order_goes_out_once_the_rung_below_it_is_taken()
    {
        var scene = Scene.GivenDropout().By(Samples.Township);
        Offered().ShouldBe([DocumentKind.WrittenReport]);
        scene.WhenTried(Issue(DocumentKind.CorrectionOrder)).ThenRefused("nothing_to_issue");
        scene.When(new TakeLegalStep(Day("2026-10-20"), LegalStep.Education, "教〔2026〕1号", Day("2026-10-20"), Day("2026-10-27"), null));
        Offered().ShouldContain(DocumentKind.CorrectionOrder);

        IEnumerable<DocumentKind> Offered() => DocumentKinds.Of(scene.Student!, PolicyPack.Load("national").Ladder, isOut: true, Level.Township);
    }

    [Fact]
    public void A_file_is_attached_to_a_case_also_a_closed_one_or_to_an_entry_that_stands()
    {
        var scene = Scene.GivenDropout();
        scene.WhenTried(Attach(Samples.Id(5))).ThenRefused("no_such_entry");
        scene.When(new LogVisit(Day("2026-10-14"), Level.School, VisitOutcome.Refused, null, null, null));
        var visit = scene.Last<PersuasionVisitLogged>();
        scene.When(Attach(visit)).Then<EvidenceAttached>(attached => attached.About.ShouldBe(visit));
        scene.When(new WithdrawEntry(Day("2026-11-30"), visit, Samples.Sealed)).WhenTried(Attach(visit)).ThenRefused("no_such_entry");
        Scene.Given().When(new OpenCase(Day("2026-10-09"), Concern.LeftBehind, null)).When(new CloseCase(Day("2026-10-09"), Samples.Sealed)).When(Attach(null)).Then(typeof(EvidenceAttached));

        static AttachEvidence Attach(Guid? about) => new(Day("2026-11-30"), Samples.Id(801), new string('b', 64), 1_000, "image/jpeg", about, null, null);
    }

    [Fact]
    public void The_correction_order_goes_out_of_a_child_that_is_out_and_its_rung_follows_when_it_was_served()
    {
        var scene = Scene.GivenDropout().When(new TakeLegalStep(Day("2026-10-20"), LegalStep.Education, "教〔2026〕1号", Day("2026-10-20"), Day("2026-10-27"), null)).By(Samples.Township);
        scene.Student!.OpenOrderOn(PolicyPack.Load("national").Ladder).ShouldBeNull();
        scene.When(Issue(DocumentKind.CorrectionOrder));
        scene.Student!.OpenOrderOn(PolicyPack.Load("national").Ladder)!.Value.ShouldSatisfyAllConditions(open => open.Order.Number.ShouldBe("某校〔2026〕1号"), open => open.ServedOn.ShouldBeNull());
        scene.When(Issue(DocumentKind.ServiceReceipt));
        scene.When(new ServeDocument(Day("2026-12-01"), scene.Student!.Entries.First(entry => entry.Recorded is DocumentIssued).Id, Samples.Sealed));
        scene.Student!.OpenOrderOn(PolicyPack.Load("national").Ladder)!.Value.ServedOn.ShouldBe(Day("2026-12-01"));
        scene.When(new TakeLegalStep(Day("2026-12-01"), LegalStep.CorrectionOrder, "某校〔2026〕1号", Day("2026-12-01"), Day("2026-12-08"), null)).ThenFile(student => student.OpenOrderOn(PolicyPack.Load("national").Ladder).ShouldBeNull());
        // Where the rung came first, the paper can still be made.
        scene.When(Issue(DocumentKind.CorrectionOrder)).Then(typeof(DocumentIssued));
    }

    [Fact]
    public void No_school_orders_a_guardian_and_nobody_does_of_a_child_that_is_not_out()
    {
        Scene.GivenDropout().WhenTried(Issue(DocumentKind.CorrectionOrder)).ThenRefused("legal_office");
        Scene.GivenReturn().By(Samples.Township).WhenTried(Issue(DocumentKind.CorrectionOrder)).ThenRefused("nothing_to_issue");
        Scene.GivenDropout().By(Samples.Township).WhenTried(Issue(DocumentKind.ServiceReceipt)).ThenRefused("nothing_to_issue");
    }

    [Fact]
    public void A_paper_is_served_from_the_day_of_its_issue_on()
    {
        var scene = Scene.GivenDropout().When(Issue(DocumentKind.WrittenReport));
        var issued = scene.Last<DocumentIssued>();
        scene.WhenTried(new ServeDocument(Day("2026-11-29"), issued, null)).ThenRefused("served_before_issue");
        scene.WhenTried(new ServeDocument(Day("2026-11-30"), Samples.Id(5), null)).ThenRefused("no_document");
        scene.When(new ServeDocument(Day("2026-12-01"), issued, Samples.Sealed)).Then<DocumentServed>(served => served.Document.ShouldBe(issued));
    }
}
