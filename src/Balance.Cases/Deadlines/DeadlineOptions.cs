namespace Balance.Cases.Deadlines;

/// <summary>The clock, and whom it tells outside the house (<c>Balance:Deadlines</c>).</summary>
public sealed class DeadlineOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Balance:Deadlines";

    /// <summary>The clock runs on a node that works.</summary>
    public bool Clock { get; init; } = true;

    /// <summary>E-mail; null: nobody is written to.</summary>
    public MailOptions? Mail { get; init; }

    /// <summary>Web hooks; empty: nobody is called.</summary>
    public IReadOnlyList<HookOptions> Hooks { get; init; } = [];

    /// <summary>Whether everything that is needed is there.</summary>
    public bool IsWhole => Mail is null or { Host.Length: > 0, From.Length: > 0, Port: > 0 and < 65536 }
        && Hooks.All(hook => Uri.TryCreate(hook.Url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback) && hook.Secret.Length >= HookOptions.ShortestSecret);
}

/// <summary>The county's mail server.</summary>
public sealed class MailOptions
{
    public string Host { get; init; } = "";

    public int Port { get; init; } = 587;

    /// <summary>Mail goes under TLS; false only where the server is on the same machine.</summary>
    public bool Tls { get; init; } = true;

    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>The sender's address.</summary>
    public string From { get; init; } = "";

    /// <summary>Addresses by code of the office that is told, such as <c>211381101</c>; that of a county hears of the whole county.</summary>
    public IReadOnlyDictionary<string, string> To { get; init; } = new Dictionary<string, string>();
}

/// <summary>One web hook.</summary>
public sealed class HookOptions
{
    /// <summary>A secret has at least so many characters.</summary>
    public const int ShortestSecret = 16;

    /// <summary>Its address, under TLS unless it is on the same machine.</summary>
    public string Url { get; init; } = "";

    /// <summary>Signs every call: header <c>X-Balance-Signature</c>, HMAC-SHA-256 of the body, hexadecimal.</summary>
    public string Secret { get; init; } = "";
}
