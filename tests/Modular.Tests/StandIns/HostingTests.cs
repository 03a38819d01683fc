using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Runtime;

namespace Modular.Tests.StandIns;

public sealed class HostingTests
{
    private static HostApplicationBuilder Application()
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true, ApplicationName = "Modular.Tests" });
        builder.Services.AddSingleton<Journal>();
        return builder;
    }

    [Fact]
    public async Task The_grains_of_the_application_are_found_by_themselves()
    {
        var builder = Application();
        builder.UseOrleans();
        using var host = builder.Build();
        await host.StartAsync();

        (await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IProbe>("probe/found").Increment()).ShouldBe(1);

        await host.StopAsync();
    }

    [Fact]
    public void There_is_one_silo_however_often_it_is_configured()
    {
        var builder = Application();
        builder.UseOrleans();
        builder.UseOrleans(silo => silo.Services.AddSingleton("second"));
        using var host = builder.Build();

        host.Services.GetServices<IHostedService>().ShouldHaveSingleItem().ShouldBeOfType<Silo>();
        host.Services.GetRequiredService<string>().ShouldBe("second");
    }

    [Fact]
    public void An_interface_without_a_grain_or_with_several_is_named()
    {
        var builder = Application();
        builder.UseOrleans();
        using var host = builder.Build();
        var grains = host.Services.GetRequiredService<IGrainFactory>();

        Should.Throw<ArgumentException>(() => grains.GetGrain<INobody>("key")).Message.ShouldContain(nameof(INobody));
        Should.Throw<ArgumentException>(() => grains.GetGrain<ITwins>("key")).Message.ShouldContain(nameof(TwinTwo));
        grains.GetGrain<ITwins>("key", typeof(TwinTwo).FullName).GetPrimaryKeyString().ShouldBe("key");
    }

    internal interface INobody : IGrainWithStringKey;

    internal interface ITwins : IGrainWithStringKey;

    internal sealed class TwinOne : Grain, ITwins;

    internal sealed class TwinTwo : Grain, ITwins;
}
