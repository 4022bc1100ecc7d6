using System.Net;
using System.Text.RegularExpressions;

namespace Balance.Cases.Benchmarks;

/// <summary>Opens pages and sends their forms as a browser without script does: cookies, tokens and hidden fields come from the page.</summary>
public sealed partial class Browser(HttpClient client)
{
    /// <summary>A browser of one person: cookies and connections of its own.</summary>
    public static Browser At(Uri address) => new(new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All, AllowAutoRedirect = false })
    {
        BaseAddress = address,
        DefaultRequestHeaders = { { "Accept", "text/html" } },
    });

    /// <summary>Through the page that everyone signs in by.</summary>
    public async Task SignInAsync(string user, string password)
    {
        var page = await client.GetStringAsync("/sign-in");
        using var answer = await SendAsync("/sign-in", page, "sign-in", new() { ["user"] = user, ["password"] = password });
        if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.Found)) throw new InvalidOperationException($"Sign-in of {user}: {(int)answer.StatusCode}");
    }

    /// <summary>A page, which has to be there.</summary>
    public async Task<string> OpenAsync(string path)
    {
        using var answer = await client.GetAsync(path);
        var page = await answer.Content.ReadAsStringAsync();
        return answer.StatusCode == HttpStatusCode.OK ? page : throw new HttpRequestException($"{(int)answer.StatusCode} of {Kind().Replace(path, "")}");
    }

    /// <summary>Sends a form of a page that has been opened; where it leads to.</summary>
    public async Task<string> SubmitAsync(string path, string page, string form, Dictionary<string, string> fields)
    {
        using var answer = await SendAsync(path, page, form, fields);
        return answer.StatusCode == HttpStatusCode.Found && answer.Headers.Location is { } to
            ? to.ToString()
            : throw new HttpRequestException($"{(int)answer.StatusCode} instead of going on, of the form {form}");
    }

    private Task<HttpResponseMessage> SendAsync(string path, string page, string form, Dictionary<string, string> fields)
    {
        var sent = Forms().Matches(page).Select(found => found.Value).FirstOrDefault(each => each.Contains($"name=\"_handler\" value=\"{form}\"", StringComparison.Ordinal))
            ?? throw new HttpRequestException($"The page has no form {form}.");
        foreach (Match hidden in Hidden().Matches(sent)) fields.TryAdd(hidden.Groups[1].Value, WebUtility.HtmlDecode(hidden.Groups[2].Value));
        return client.PostAsync(path, new FormUrlEncodedContent(fields));
    }

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();

    // An error tells of no child.
    [GeneratedRegex("[0-9a-f-]{36}|\\?.*")]
    private static partial Regex Kind();
}
