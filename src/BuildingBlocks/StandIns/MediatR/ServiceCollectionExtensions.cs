using MediatR;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers MediatR.</summary>
#pragma warning disable CA1724 // MediatR's name.
public static class ServiceCollectionExtensions
#pragma warning restore CA1724
{
    /// <summary>Registers the sender, the handlers of the named assemblies and the behaviours.</summary>
    public static IServiceCollection AddMediatR(
        this IServiceCollection services, Action<MediatRServiceConfiguration> configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var chosen = new MediatRServiceConfiguration();
        configuration(chosen);
        return services.AddMediatR(chosen);
    }

    /// <summary>Registers the sender, the handlers of the named assemblies and the behaviours.</summary>
    public static IServiceCollection AddMediatR(
        this IServiceCollection services, MediatRServiceConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (configuration.Assemblies.Count == 0)
            throw new ArgumentException("No assemblies found to scan. Supply at least one assembly to scan for handlers.");

        services.TryAdd(new ServiceDescriptor(typeof(IMediator), typeof(Mediator), configuration.Lifetime));
        services.TryAdd(new ServiceDescriptor(
            typeof(ISender), sp => sp.GetRequiredService<IMediator>(), configuration.Lifetime));

        foreach (var type in configuration.Assemblies.Distinct().SelectMany(a => a.GetTypes()))
            if (type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false })
                foreach (var handled in type.GetInterfaces().Where(IsHandler))
                    services.TryAdd(new ServiceDescriptor(handled, type, configuration.Lifetime));

        services.TryAddEnumerable(configuration.BehaviorsToRegister);
        return services;
    }

    private static bool IsHandler(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IRequestHandler<,>);
}
