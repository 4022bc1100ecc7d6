using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Documents;

/// <summary>The number of a paper within its office and year.</summary>
public readonly record struct PaperNumber(int Value)
{
    /// <summary>«西官营镇〔2026〕3号».</summary>
    public string Words(string office, int year) => string.Create(CultureInfo.InvariantCulture, $"{office}〔{year}〕{Value}号");
}

/// <summary>A paper as it went out.</summary>
public sealed record IssuedPaper(Paper Paper, byte[] File);

/// <summary>Papers that went out, sealed under the child's key; where it is erased they can no longer be read.</summary>
public sealed class IssuedPapers(CasesDatabase database, Vault vault, Books books)
{
    private const string Next =
        """
        insert into documents.numbers (tenant, office, year, last) values ($1, $2, $3, 1)
        on conflict (tenant, office, year) do update set last = documents.numbers.last + 1
        returning last
        """;

    /// <summary>The next number of an officer's office, held until the transaction ends: what is given up is given out again.</summary>
    public async Task<(string Office, int Year, PaperNumber Number)> NextAsync(Principal who, int year, NpgsqlConnection connection, CancellationToken ct)
    {
        var places = (await books.OfAsync(who.Tenant, connection, ct)).Places;
        var number = await connection.With(Next, who.Tenant, who.Office, year).ScalarAsync<int>(ct);
        return (who.Level == Level.County ? "县教育局" : places.NameOf(who.Office), year, new PaperNumber(number));
    }

    /// <summary>The case with officers by their names: whoever reads a paper knows no accounts.</summary>
    public async Task<CaseView> NamedAsync(CaseView view, Principal who, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var names = (await connection.With("select user_name, display_name from access.accounts where tenant = $1 and user_name = any($2)",
            who.Tenant, view.Timeline.SelectMany(entry => entry.Says.Facts).Select(fact => fact.Value).Distinct().ToArray())
            .RowsAsync(row => (User: row.GetString(0), Name: row.GetString(1)), ct)).ToDictionary(officer => officer.User, officer => officer.Name);
        return view with
        {
            Timeline = [.. view.Timeline.Select(entry => entry with { Says = entry.Says with { Facts = [.. entry.Says.Facts.Select(fact => fact with { Value = names.GetValueOrDefault(fact.Value, fact.Value) })] } })],
        };
    }

    /// <summary>Keeps a paper in the transaction of its entry.</summary>
    public async Task KeepAsync(Guid document, Guid child, Principal who, int year, PaperNumber number, Paper paper, byte[] file, NpgsqlConnection connection, CancellationToken ct)
    {
        var content = await vault.SealFileAsync(who.Tenant, child, JsonSerializer.SerializeToUtf8Bytes(paper, CasesJson.Options), ct);
        await connection.With("insert into documents.issued (document, tenant, child, office, year, number, file, content) values ($1, $2, $3, $4, $5, $6, $7, $8)",
            document, who.Tenant, child, who.Office, year, number.Value, await vault.SealFileAsync(who.Tenant, child, file, ct), content).RunAsync(ct);
    }

    /// <summary>A paper of a child's file as it went out; null: there is none, or the child is erased.</summary>
    /// <exception cref="CryptographicException">What is kept is not what the entry says was issued.</exception>
    public async Task<IssuedPaper?> FindAsync(string tenant, Guid child, DocumentIssued issued, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var kept = await connection.With($"select child, file, content from documents.issued where tenant = $1 and {Vault.UnderEitherId} and document = $3", tenant, child, issued.Document)
            .RowsAsync(row => (Under: row.GetGuid(0), File: row.GetFieldValue<byte[]>(1), Content: row.GetFieldValue<byte[]>(2)), ct);
        if (kept is not [var sealedPaper] || await vault.OpenFileAsync(tenant, sealedPaper.Under, sealedPaper.File, ct) is not { } file) return null;
        if (Digest.Of(file) != issued.Sha256) throw new CryptographicException($"Document {issued.Document} is not the one that was issued.");
        return new IssuedPaper(JsonSerializer.Deserialize<Paper>((await vault.OpenFileAsync(tenant, sealedPaper.Under, sealedPaper.Content, ct))!, CasesJson.Options)!, file);
    }
}
