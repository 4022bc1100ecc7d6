using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Migrants.Between;
using Balance.Cases.Shell;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Migrants;

/// <summary>The room of those who move: places of migrant children, transition, transfers.</summary>
public static class Setup
{
    /// <summary>What is done in it.</summary>
    public static IServiceCollection AddMigrants(this IServiceCollection services) => services
        .AddActs(Acts.All)
        .AddSingleton(new CaseSection(40, Concern.Migrant, typeof(MigrantSection)))
        .AddSingleton<MigrantRegister>()
        .AddSingleton<FollowMigrants>()
        .AddSingleton<Moving>()
        .AddSingleton<IPutInCharge, Handed>()
        .AddSingleton<TransitionLists>()
        .AddSingleton<TransitionPaper>()
        .AddSingleton<UnansweredTransfers>()
        .AddSingleton<SentTransfers>()
        .AddSingleton<IncomingTransfers>()
        .AddSingleton<IAlsoWaits>(provider => provider.GetRequiredService<IncomingTransfers>())
        .AddSingleton<HistoryCarrier>()
        .AddSingleton<Histories>()
        .AddSingleton<TransferReception>()
        .AddSingleton(new HomePart(8, typeof(IncomingPart), Rights.For(Right.ReceiveTransfer)) { MayBeEmpty = true })
        .AddSingleton(new NavigationEntry(21, "/transfers", "外县转入", "From counties", "door-enter", "其他县区转来、等本县答复的学生", Rights.For(Right.ReceiveTransfer), "Children whom other counties have sent, and who wait for your answer"))
        .AddSingleton(new NavigationEntry(23, "/migrants", "随迁子女", "Migrants", "users", "随迁子女的学位和收费投诉", Rights.For(Right.ReadCases), "Places of migrant children, and complaints about fees"))
        .AddSingleton(new NavigationEntry(20, "/transitions", "小升初", "Transition", "school", "六年级名单交到初中：移交、接收、注册、未报到", Rights.For(Right.HandOver), "Lists from primary to junior school: handed over, received, registered, not arrived"));
}
