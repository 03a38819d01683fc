using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Modular.IntegrationTests.Platform;

/// <summary>A body beyond the limit is refused before it is sent, not after.</summary>
public sealed class LargeBodyTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_body_of_100_MB_is_413_at_once()
    {
        var clock = Stopwatch.StartNew();
        var answer = await Exchange("Content-Length: 104857600\r\n\r\n{\"userName\":\"" + new string('x', 5000));
        answer.ShouldStartWith("HTTP/1.1 413");
        answer.ShouldContain("request.body_too_large");
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_body_that_does_not_tell_its_length_is_413_once_it_is_too_long()
    {
        var chunk = "10000\r\n" + new string(' ', 0x10000) + "\r\n";
        var answer = await Exchange("Transfer-Encoding: chunked\r\n\r\n" + string.Concat(Enumerable.Repeat(chunk, 20)));
        answer.ShouldStartWith("HTTP/1.1 413");
    }

    /// <summary>Sends the head and as much of the body as is given, then reads what comes.</summary>
    private async Task<string> Exchange(string rest)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(portal.Portal.Address.Host, portal.Portal.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            "POST /api/session HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n" + rest));
        var received = new byte[4096];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var count = await stream.ReadAtLeastAsync(received, 400, throwOnEndOfStream: false, patience.Token);
        return Encoding.UTF8.GetString(received, 0, count);
    }
}
