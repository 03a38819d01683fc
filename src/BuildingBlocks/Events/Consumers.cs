using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Modular.BuildingBlocks.Events;

/// <summary>Finds consumers.</summary>
public static class Consumers
{
    /// <summary>Registers every class of the assembly that implements <see cref="IConsumer{TEvent}"/>, internal ones too.</summary>
    public static IServiceCollection AddConsumers(this IServiceCollection services, Assembly assembly)
    {
        foreach (var consumer in assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }))
            services.AddConsumer(consumer);
        return services;
    }

    internal static IServiceCollection AddConsumer(this IServiceCollection services, Type consumer)
    {
        foreach (var contract in consumer.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IConsumer<>)))
        {
            var subscription = typeof(Subscription<>).MakeGenericType(contract.GetGenericArguments());
            services.TryAddScoped(consumer);
            services.AddSingleton((Subscription)Activator.CreateInstance(subscription, consumer)!);
        }
        return services;
    }
}
