using System.Security.Cryptography;
using System.Text;
using Balance.Cases.Domain.People;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.People;

/// <summary>Narrative about one child, to be sealed.</summary>
public readonly record struct ChildText(Guid Child, string Text)
{
    /// <summary>The child, never the text.</summary>
    public override string ToString() => $"ChildText {Child}";
}

public sealed partial class Vault
{
    /// <summary>Narrative sealed under the child's own key; empty text stays empty.</summary>
    /// <exception cref="Refusal"><c>erased_child</c>.</exception>
    public async Task<SealedText> SealTextAsync(string tenant, Guid child, string text, CancellationToken cancellation = default) =>
        (await SealTextsAsync(tenant, [new ChildText(child, text)], null, cancellation))[0];

    /// <summary>Narrative of many children, in the order given. With a connection, children allotted in its open transaction are known.</summary>
    /// <exception cref="Refusal"><c>erased_child</c>.</exception>
    public async Task<IReadOnlyList<SealedText>> SealTextsAsync(string tenant, IReadOnlyList<ChildText> texts, NpgsqlConnection? connection = null, CancellationToken cancellation = default)
    {
        if (texts.All(text => string.IsNullOrEmpty(text.Text))) return [.. texts.Select(_ => new SealedText(""))];
        var wrapped = await WrappedAsync(connection, tenant, texts.Select(text => text.Child), cancellation);
        using var sealer = new Sealer(keys, tenant);
        return [.. texts.Select(text => string.IsNullOrEmpty(text.Text) ? new SealedText("")
            : new SealedText(Convert.ToBase64String(Seal(sealer, wrapped, text.Child, SealedKind.Text, Encoding.UTF8.GetBytes(text.Text)))))];
    }

    /// <summary>Narrative about one child whose key is at hand, in the order given; null where nothing was written.</summary>
    /// <exception cref="Refusal"><c>erased_child</c>: there is something to seal and no key.</exception>
    public SealedText?[] SealTexts(string tenant, Guid child, ChildKey? key, string?[] texts)
    {
        if (Array.TrueForAll(texts, string.IsNullOrWhiteSpace)) return new SealedText?[texts.Length];
        var own = key ?? throw Erased();
        using var sealer = new Sealer(keys, tenant);
        using var aes = sealer.Unwrap(child, own.KeyId, own.Wrapped);
        return Array.ConvertAll(texts, text => string.IsNullOrWhiteSpace(text) ? (SealedText?)null
            : new SealedText(Convert.ToBase64String(sealer.Seal(aes, child, SealedKind.Text, Encoding.UTF8.GetBytes(text.Trim())))));
    }

    /// <summary>Narrative opened; null where the child is erased.</summary>
    /// <exception cref="CryptographicException">The text was altered or is another child's.</exception>
    public async Task<string?> OpenTextAsync(string tenant, Guid child, SealedText text, CancellationToken cancellation = default) =>
        (await OpenTextsAsync(tenant, [(child, text)], cancellation))[0];

    /// <summary>A timeline's narrative opened, in the order given; null where the child is erased.</summary>
    /// <exception cref="CryptographicException">A text was altered or is another child's.</exception>
    public async Task<IReadOnlyList<string?>> OpenTextsAsync(string tenant, IReadOnlyList<(Guid Child, SealedText Text)> texts, CancellationToken cancellation = default)
    {
        if (texts.All(text => string.IsNullOrEmpty(text.Text.Cipher))) return [.. texts.Select(_ => "")];
        var wrapped = await WrappedAsync(null, tenant, texts.Select(text => text.Child), cancellation);
        using var sealer = new Sealer(keys, tenant);
        return [.. texts.Select(text => string.IsNullOrEmpty(text.Text.Cipher) ? "" : !wrapped.ContainsKey(text.Child) ? null
            : Encoding.UTF8.GetString(Open(sealer, wrapped, text.Child, SealedKind.Text, FromBase64(text))))];
    }

    /// <summary>An attachment or issued document sealed under the child's key.</summary>
    /// <exception cref="Refusal"><c>erased_child</c>.</exception>
    public Task<byte[]> SealFileAsync(string tenant, Guid child, byte[] content, CancellationToken cancellation = default) => SealFileAsync(tenant, child, content, null, cancellation);

    /// <summary>The same; with a connection, a child allotted in its open transaction is known.</summary>
    /// <exception cref="Refusal"><c>erased_child</c>.</exception>
    public async Task<byte[]> SealFileAsync(string tenant, Guid child, byte[] content, NpgsqlConnection? connection, CancellationToken cancellation)
    {
        var wrapped = await WrappedAsync(connection, tenant, [child], cancellation);
        using var sealer = new Sealer(keys, tenant);
        return Seal(sealer, wrapped, child, SealedKind.File, content);
    }

    /// <summary>An attachment or issued document opened; null where the child is erased.</summary>
    /// <exception cref="CryptographicException">It was altered or is another child's.</exception>
    public async Task<byte[]?> OpenFileAsync(string tenant, Guid child, byte[] content, CancellationToken cancellation = default)
    {
        var wrapped = await WrappedAsync(null, tenant, [child], cancellation);
        using var sealer = new Sealer(keys, tenant);
        return wrapped.ContainsKey(child) ? Open(sealer, wrapped, child, SealedKind.File, content) : null;
    }

    private async Task<Dictionary<Guid, (string KeyId, byte[] Wrapped)>> WrappedAsync(NpgsqlConnection? connection, string tenant, IEnumerable<Guid> children, CancellationToken cancellation)
    {
        var wanted = children.ToHashSet();
        if (connection is not null) return await ChildKeys.LoadAsync(connection, tenant, wanted, cancellation);
        await using var own = await OpenToReadAsync(cancellation);
        return await ChildKeys.LoadAsync(own, tenant, wanted, cancellation);
    }

    private static byte[] Seal(Sealer sealer, Dictionary<Guid, (string KeyId, byte[] Wrapped)> wrapped, Guid child, byte kind, ReadOnlySpan<byte> plain)
    {
        if (!wrapped.TryGetValue(child, out var key)) throw Erased();
        using var aes = sealer.Unwrap(child, key.KeyId, key.Wrapped);
        return sealer.Seal(aes, child, kind, plain);
    }

    private static byte[] Open(Sealer sealer, Dictionary<Guid, (string KeyId, byte[] Wrapped)> wrapped, Guid child, byte kind, ReadOnlySpan<byte> value)
    {
        using var aes = sealer.Unwrap(child, wrapped[child].KeyId, wrapped[child].Wrapped);
        return sealer.Open(aes, child, kind, value);
    }

    private static byte[] FromBase64((Guid Child, SealedText Text) text)
    {
        try { return Convert.FromBase64String(text.Text.Cipher); }
        catch (FormatException) { throw new CryptographicException($"A sealed text of child {text.Child} was altered."); }
    }
}
