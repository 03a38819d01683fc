using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Modular.IntegrationTests.BuildingBlocks;

namespace Modular.IntegrationTests.Notifications;

/// <summary>A real SMTP server in a process of its own, on loopback.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private readonly Process _node;
    private readonly ConcurrentQueue<ReceivedMail> _mails = new();

    private SmtpServer(Process node, int port) => (_node, Port) = (node, port);

    public int Port { get; }

    public IReadOnlyList<ReceivedMail> Mails => [.. _mails];

    /// <param name="arguments">A user and a password that it asks for.</param>
    public static async Task<SmtpServer> Start(int port = 0, params string[] arguments)
    {
        var node = Process.Start(new ProcessStartInfo(
            "node", [Path.Combine(Here(), "smtp-server.mjs"), port.ToString(CultureInfo.InvariantCulture), .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        var first = await node.StandardOutput.ReadLineAsync();
        if (!int.TryParse(first, CultureInfo.InvariantCulture, out var listening))
            throw new InvalidOperationException("The SMTP server did not start; `npm ci` in the repository's root installs it.");
        var server = new SmtpServer(node, listening);
        _ = Task.Run(server.Read);
        return server;
    }

    /// <summary>The e-mails to this address, once there is one.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> To(string address)
    {
        IReadOnlyList<ReceivedMail> Found() => [.. _mails.Where(m => m.To.Equals(address, StringComparison.OrdinalIgnoreCase))];
        await Eventually.True(() => Task.FromResult(Found().Count > 0), $"an e-mail to {address}", 40);
        return Found();
    }

    public async ValueTask DisposeAsync()
    {
        _node.StandardInput.Close();
        await _node.WaitForExitAsync();
        _node.Dispose();
    }

    private async Task Read()
    {
        while (await _node.StandardOutput.ReadLineAsync() is { } line)
        {
            var mail = JsonDocument.Parse(line).RootElement;
            var raw = mail.GetProperty("raw").GetString()!;
            foreach (var to in mail.GetProperty("to").EnumerateArray()) _mails.Enqueue(ReceivedMail.Of(to.GetString()!, raw));
        }
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
