using Balance.Cases.Access;
using Balance.Cases.Storage.Jobs;

namespace Balance.Cases.Audit;

/// <summary>A verification that runs behind the pages; a chain of a county takes longer than a page may.</summary>
/// <param name="checkpoint">What it is held against; null: nothing.</param>
public sealed class VerifyJob(Principal who, VerifyChain verify, Verifications verifications, Checkpoint? checkpoint = null) : CountyJob(who)
{
    /// <summary>It is held against a checkpoint.</summary>
    public bool HasCheckpoint => checkpoint is not null;

    /// <summary>What it came to, once it is done.</summary>
    public Verification? Proof { get; private set; }

    protected override async Task WorkAsync(CancellationToken ct)
    {
        Proof = await verify.RunAsync(By.Tenant, checkpoint, ct);
        await verifications.KeepAsync(Proof, By.User, ct);
    }
}
