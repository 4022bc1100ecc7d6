using System.Text.Json;
using System.Text.Json.Nodes;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Students;
using Balance.Cases.People;
using Balance.Cases.Storage;

namespace Balance.Cases.Audit;

/// <summary>Events as a reader outside the system gets them: as stored, with narrative opened for those who may read it and left out for all others.</summary>
public sealed class EventPages(Vault vault)
{
    private const string Closed = "sealed";

    /// <summary>The event's values by their stored names.</summary>
    /// <param name="open">Open the narrative; that this was asked for is logged by the caller.</param>
    public async Task<JsonNode> OfAsync(string tenant, Guid child, StudentEvent happened, bool open, CancellationToken ct)
    {
        var page = JsonSerializer.SerializeToNode(happened, happened.GetType(), CasesJson.Options)!;
        SealedText[] texts = [.. SealedTexts.In(happened)];
        var told = open ? await vault.OpenTextsAsync(tenant, [.. texts.Select(text => (child, text))], ct) : [.. texts.Select(_ => Closed)];
        SealedTexts.Replace(page, texts.Zip(told).ToDictionary(pair => pair.First.Cipher, pair => pair.Second));
        return page;
    }
}
