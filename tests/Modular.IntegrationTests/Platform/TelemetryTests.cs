using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Modular.IntegrationTests.BuildingBlocks;

namespace Modular.IntegrationTests.Platform;

/// <summary>A host as it is started, and a collector that it is told of by the exporter's own variables.</summary>
public sealed class TelemetryTests
{
    private static readonly string[] Expected =
    [
        "http.server.request.duration", "http.server.active_requests", "modular.commits.batch_duration", "modular.commits.batch_size",
        "modular.commits.units", "db.client.connection.count", "dotnet.process.memory.working_set",
    ];

    [Fact]
    public async Task Metrics_that_operations_watch_and_a_span_per_request_arrive_by_otlp()
    {
        var told = new ConcurrentQueue<(string Path, string Body)>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var collector = builder.Build();
        collector.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            told.Enqueue((http.Request.Path, Encoding.UTF8.GetString(body.ToArray())));
        });
        await collector.StartAsync();

        using var host = await HostProcess.Start(
            await TestPostgres.NewDatabase(),
            new Dictionary<string, string>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.First(), ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
            },
            "--Demo:Enabled", "true");
        var signedIn = await host.NewApi().Post("/api/session", new { userName = "bruno", password = "Demo-1234" });
        (await host.NewApi(signedIn["accessToken"].GetString()).Post("/api/baskets", new { name = "Watched" })).Status.ShouldBe(201);

        bool Has(string path, string word) => told.Any(t => t.Path == path && t.Body.Contains(word, StringComparison.Ordinal));
        await Eventually.True(
            () => Task.FromResult(Expected.All(name => Has("/v1/metrics", name)) && Has("/v1/traces", "CreateBasket")),
            "every metric and the span of the request have arrived");
        told.ShouldAllBe(t => !t.Body.Contains("Demo-1234"));
        host.Signal("TERM");
        (await host.Ended(30)).ShouldBe(0);
    }
}
