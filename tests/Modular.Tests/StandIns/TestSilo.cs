using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Modular.Tests.StandIns;

/// <summary>A started silo with this assembly's grains and a clock of its own.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    private readonly IHost host;

    private TestSilo(IHost host, ManualTime time) => (this.host, Time) = (host, time);

    public ManualTime Time { get; }

    public Journal Journal => host.Services.GetRequiredService<Journal>();

    public Silo Silo => host.Services.GetRequiredService<Silo>();

    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<TestSilo> Start()
    {
        var time = new ManualTime();
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true, ApplicationName = "Modular.BuildingBlocks" });
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<Journal>();
        builder.UseOrleans(silo => silo
            .AddGrains(typeof(TestSilo).Assembly)
            .Configure<GrainCollectionOptions>(o => o.CollectionAge = TimeSpan.FromMinutes(5)));
        var started = new TestSilo(builder.Build(), time);
        await started.host.StartAsync();
        return started;
    }

    public IProbe Probe(string key) => Grains.GetGrain<IProbe>($"probe/{key}");

    public Task Stop() => host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}

/// <summary>What grains wrote down, in order.</summary>
internal sealed class Journal
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ConcurrentDictionary<string, int> FailingActivations { get; } = new();

    public int Count(string line) => Lines.Count(l => l == line);
}

/// <summary>Waits until something becomes true.</summary>
internal static class Eventually
{
    public static async Task True(Func<bool> condition)
    {
        for (var i = 0; i < 500 && !condition(); i++)
            await Task.Delay(10);
        condition().ShouldBeTrue();
    }

    public static Task Soon(this Task task) => task.WaitAsync(TimeSpan.FromSeconds(10));

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(TimeSpan.FromSeconds(10));
}
