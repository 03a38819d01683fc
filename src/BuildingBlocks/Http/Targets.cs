using System.Net;
using System.Net.Sockets;

namespace Modular.BuildingBlocks.Http;

/// <summary>Keeps what others name as an address off our own network: what a name resolves to is checked at each connection, so that no name can change in between.</summary>
/// <param name="allowPrivate">Lets through to this machine and private networks, by plain HTTP too. For development and tests.</param>
public abstract class Targets(bool allowPrivate)
{
    // What is neither the public internet's nor anybody's to be told: RFC 6890 and its likes.
    private static readonly IPNetwork[] Closed =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/128", "::1/128", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/10", "ff00::/8",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    public bool IsAllowed(IPAddress address)
    {
        if (allowPrivate) return true;
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Closed.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }

    /// <summary>An address that could be told at all; names are looked up when they are connected to.</summary>
    public bool IsAllowed(Uri url) =>
        (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && allowPrivate))
        && url.UserInfo.Length == 0
        && (!IPAddress.TryParse(url.DnsSafeHost, out var address) || IsAllowed(address))
        && (allowPrivate || !IsLocalName(url.DnsSafeHost));

    public async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct);
        IPAddress[] allowed = [.. addresses.Where(IsAllowed)];
        if (allowed.Length == 0) throw new HttpRequestException("The address is not on the public internet.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool IsLocalName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".local", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".internal", StringComparison.OrdinalIgnoreCase);
}
