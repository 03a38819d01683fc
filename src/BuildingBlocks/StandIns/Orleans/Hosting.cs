using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Modular.BuildingBlocks.StandIns;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Configuration
{
    /// <summary>When idle activations are collected.</summary>
    public class GrainCollectionOptions
    {
        /// <summary>How often idle activations are looked for.</summary>
        public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

        /// <summary>How long an activation is kept without a call.</summary>
        public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);
    }
}

namespace Orleans.Hosting
{
    /// <summary>Configures the silo.</summary>
    public interface ISiloBuilder
    {
        /// <summary>The host's services.</summary>
        IServiceCollection Services { get; }

        /// <summary>The host's configuration.</summary>
        IConfiguration Configuration { get; }
    }

    /// <summary>Shorthands for <see cref="ISiloBuilder"/>.</summary>
    public static class SiloBuilderExtensions
    {
        /// <summary>Registers services.</summary>
        public static ISiloBuilder ConfigureServices(this ISiloBuilder builder, Action<IServiceCollection> configureDelegate)
        {
            configureDelegate(builder.Services);
            return builder;
        }

        /// <summary>Sets options.</summary>
        public static ISiloBuilder Configure<TOptions>(this ISiloBuilder builder, Action<TOptions> configureOptions)
            where TOptions : class
        {
            builder.Services.Configure(configureOptions);
            return builder;
        }

        /// <summary>Names an assembly with grains that the application does not reference; only the stand-in's tests need it.</summary>
        internal static ISiloBuilder AddGrains(this ISiloBuilder builder, Assembly assembly)
        {
            builder.Services.AddSingleton(new GrainAssembly(assembly));
            return builder;
        }
    }

    internal sealed record SiloBuilder(IServiceCollection Services, IConfiguration Configuration) : ISiloBuilder;

    internal sealed record GrainAssembly(Assembly Assembly);
}

namespace Microsoft.Extensions.Hosting
{
    /// <summary>Adds a silo to a host.</summary>
    public static class OrleansSiloGenericHostExtensions
    {
        /// <summary>Adds a silo with its defaults.</summary>
        public static IHostApplicationBuilder UseOrleans(this IHostApplicationBuilder hostAppBuilder) =>
            hostAppBuilder.UseOrleans(_ => { });

        /// <summary>Adds one silo, however often it is called, and applies each call's settings.</summary>
        public static IHostApplicationBuilder UseOrleans(
            this IHostApplicationBuilder hostAppBuilder, Action<ISiloBuilder> configureDelegate)
        {
            ArgumentNullException.ThrowIfNull(hostAppBuilder);
            ArgumentNullException.ThrowIfNull(configureDelegate);
            var services = hostAppBuilder.Services;
            if (!services.Any(s => s.ServiceType == typeof(Silo)))
            {
                var application = Assembly.Load(hostAppBuilder.Environment.ApplicationName);
                services.TryAddSingleton(TimeProvider.System);
                services.AddSingleton(sp => new GrainClasses(
                    ApplicationAssemblies.From(application).Concat(sp.GetServices<GrainAssembly>().Select(g => g.Assembly))));
                services.AddSingleton<Silo>();
                services.AddSingleton<IGrainFactory>(sp => sp.GetRequiredService<Silo>());
                services.AddHostedService(sp => sp.GetRequiredService<Silo>());
            }
            configureDelegate(new SiloBuilder(services, hostAppBuilder.Configuration));
            return hostAppBuilder;
        }
    }
}
