using System.Net;
using System.Net.Sockets;

namespace Balance.Cases.Host;

/// <summary>Where the host listens if nobody says: loopback only, on a port of its own, or any free one where that is taken.</summary>
internal static class Addresses
{
    private const int Port = 5080;

    public static void Choose(WebApplicationBuilder builder)
    {
        string[] given = ["urls", "http_ports", "https_ports", "Kestrel:Endpoints:Http:Url", "Kestrel:Endpoints:Https:Url"];
        if (Array.Exists(given, key => !string.IsNullOrEmpty(builder.Configuration[key]))) return;
        builder.WebHost.UseUrls($"http://127.0.0.1:{(IsFree() ? Port : 0)}");
    }

    private static bool IsFree()
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, Port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
