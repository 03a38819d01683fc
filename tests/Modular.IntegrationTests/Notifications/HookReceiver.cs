using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Modular.IntegrationTests.Notifications;

/// <summary>A reseller's own program: takes what webhooks post, and answers as the test wishes.</summary>
internal sealed class HookReceiver : IDisposable
{
    private readonly HttpListener _http = new();
    private readonly ConcurrentQueue<Request> _requests = new();

    public HookReceiver()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/hook/";
        }

        _http.Prefixes.Add(Url);
        _http.Start();
        _ = Task.Run(Listen);
    }

    public string Url { get; }

    /// <summary>What it answers from now on.</summary>
    public int Answer { get; set; } = 204;

    public IReadOnlyList<Request> Requests => [.. _requests];

    public void Dispose() => ((IDisposable)_http).Dispose();

    private async Task Listen()
    {
        while (_http.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _http.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var body = await new StreamReader(context.Request.InputStream).ReadToEndAsync();
            var headers = context.Request.Headers;
            _requests.Enqueue(new Request(headers["webhook-id"]!, headers["webhook-timestamp"]!, headers["webhook-signature"]!, body));
            context.Response.StatusCode = Answer;
            context.Response.Close();
        }
    }

    internal sealed record Request(string Id, string Timestamp, string Signature, string Body);
}
