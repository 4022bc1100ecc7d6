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
        await FillAsync(tenant, child, happened, page, open, ct);
        return page;
    }

    private async Task FillAsync(string tenant, Guid child, StudentEvent happened, JsonNode page, bool open, CancellationToken ct)
    {
        foreach (var property in happened.GetType().GetProperties())
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            switch (property.GetValue(happened))
            {
                case SealedText text when !string.IsNullOrEmpty(text.Cipher):
                    page[name] = open ? await vault.OpenTextAsync(tenant, child, text, ct) : Closed;
                    break;
                case StudentEvent right when page[name] is { } inner:
                    await FillAsync(tenant, child, right, inner, open, ct);
                    break;
            }
        }
    }
}
