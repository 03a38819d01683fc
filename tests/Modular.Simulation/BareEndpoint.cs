using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Modular.Simulation;

/// <summary>Kestrel with one endpoint that answers a small JSON object: what HTTP alone costs on this machine.</summary>
public static class BareEndpoint
{
    public const string Usage = "bare --port N";

    public static async Task<int> Run(string port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/", () => new Answer("ready", 1));
        await app.RunAsync($"http://127.0.0.1:{port}");
        return 0;
    }

    private sealed record Answer(string Status, int Version);
}
