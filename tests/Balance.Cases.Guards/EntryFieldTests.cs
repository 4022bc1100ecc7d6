using Balance.Cases.Cases;
using Balance.Cases.Domain.Students;
using Balance.Cases.Storage;
using Shouldly;
using Xunit;

namespace Balance.Cases.Guards;

/// <summary>What of an entry can be put right: every kind is in one of two lists, the form asks for what the command takes, and nothing that is not told moves.</summary>
public class EntryFieldTests
{
    /// <summary>Kinds of which only the day can be put right. A school or centre was asked, a paper went out, the system itself wrote: such an entry is withdrawn, or stays.</summary>
    private static readonly Type[] Bare =
    [
        typeof(DropoutSuspected), typeof(SuspicionWithdrawn), typeof(PersuasionAssigned), typeof(TransitionHandedOver), typeof(CaseReceived), typeof(DocumentIssued), typeof(DutyEscalated),
        typeof(EntryCorrected), typeof(EntryWithdrawn), typeof(IdentityErased), typeof(IdentityNumberCorrected), typeof(HistoryReceived), typeof(FileMerged),
    ];

    private static readonly string[] Beside = [nameof(RightFields.HappenedOn), nameof(RightFields.Clear), nameof(RightFields.Text), nameof(RightFields.Who)];

    public static TheoryData<string> Kinds => [.. ContractSamples.All.OfType<StudentEvent>().Select(sample => EventKinds.NameOf(sample.GetType()))];

    [Theory, MemberData(nameof(Kinds))]
    public void The_form_asks_for_what_the_command_takes(string kind)
    {
        var sample = Sample(kind);
        EntryForm.FieldsOf(sample).Skip(1).Select(field => field.Name).ShouldBe(
            RightFields.NamesOf(sample).Except(Beside).Select(name => char.ToLowerInvariant(name[0]) + name[1..]), ignoreOrder: true);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Narrative_can_be_put_right_unless_it_is_decided_otherwise(string kind) => EntryForm.HasText(Sample(kind)).ShouldBe(!Bare.Contains(Sample(kind).GetType()));

    [Theory, MemberData(nameof(Kinds))]
    public void Nothing_that_is_not_told_moves(string kind)
    {
        var sample = Sample(kind);
        var earlier = new RightFields(HappenedOn: sample.OccurredOn.AddDays(-1)).In(sample, null, null);
        (earlier with { OccurredOn = sample.OccurredOn }).ShouldBe(sample);
        Should.Throw<Refusal>(() => new RightFields().In(sample, null, null)).Code.ShouldBe("nothing_corrected");
    }

    private static StudentEvent Sample(string kind) => ContractSamples.All.OfType<StudentEvent>().Single(sample => EventKinds.NameOf(sample.GetType()) == kind);
}
