using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Balance.Cases.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Balance.Cases.People;

/// <summary>Data-protection keys in PostgreSQL, so that any node serves anyone; encrypted by a key outside it, so that a stolen dump forges no session.</summary>
internal sealed class DatabaseXmlRepository(CasesDatabase database) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var query = database.Application.CreateCommand("select xml from access.data_protection_keys order by stored_at");
        using var rows = query.ExecuteReader();
        var elements = new List<XElement>();
        while (rows.Read()) elements.Add(XElement.Parse(rows.GetString(0)));
        return elements;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var write = database.Application.CreateCommand("insert into access.data_protection_keys (name, xml) values (@name, @xml)");
        write.Parameters.AddWithValue("name", $"{friendlyName}-{Guid.NewGuid():N}");
        write.Parameters.AddWithValue("xml", element.ToString(SaveOptions.DisableFormatting));
        write.ExecuteNonQuery();
    }
}

/// <summary>Encrypts a data-protection key under the ring's.</summary>
internal sealed class KeyRingXmlEncryptor(KeyRing keys) : IXmlEncryptor
{
    private const string Use = "data-protection";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var keyId = keys.NewestId(KeyPurpose.DataProtection);
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var value = new byte[plain.Length + Sealer.Overhead];
        RandomNumberGenerator.Fill(value.AsSpan(0, Sealer.Nonce));
        using var aes = new AesGcm(keys.Derive(keyId, "", Use), Sealer.Tag);
        aes.Encrypt(value.AsSpan(0, Sealer.Nonce), plain, value.AsSpan(Sealer.Nonce, plain.Length), value.AsSpan(value.Length - Sealer.Tag), Encoding.UTF8.GetBytes(keyId));
        CryptographicOperations.ZeroMemory(plain);
        return new EncryptedXmlInfo(new XElement("sealed", new XAttribute("key", keyId), Convert.ToBase64String(value)), typeof(KeyRingXmlDecryptor));
    }

    internal static XElement Decrypt(KeyRing keys, XElement element)
    {
        var keyId = (string?)element.Attribute("key") ?? throw new CryptographicException("A data-protection key names no key of the ring.");
        var value = Convert.FromBase64String(element.Value);
        var plain = new byte[value.Length - Sealer.Overhead];
        using var aes = new AesGcm(keys.Derive(keyId, "", Use), Sealer.Tag);
        aes.Decrypt(value.AsSpan(0, Sealer.Nonce), value.AsSpan(Sealer.Nonce, plain.Length), value.AsSpan(value.Length - Sealer.Tag), plain, Encoding.UTF8.GetBytes(keyId));
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}

/// <summary>Made by the framework, by name, from its services.</summary>
internal sealed class KeyRingXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) => KeyRingXmlEncryptor.Decrypt(services.GetRequiredService<KeyRing>(), encryptedElement);
}

internal sealed class ProtectedKeyManagement(CasesDatabase database, KeyRing keys) : IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options)
    {
        options.XmlRepository = new DatabaseXmlRepository(database);
        options.XmlEncryptor = new KeyRingXmlEncryptor(keys);
    }
}
