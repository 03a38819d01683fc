using System.Reflection;
using MediatR;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What <c>AddMediatR</c> shall register.</summary>
public class MediatRServiceConfiguration
{
    internal List<Assembly> Assemblies { get; } = [];

    /// <summary>The behaviours in the order in which they run.</summary>
    public List<ServiceDescriptor> BehaviorsToRegister { get; } = [];

    /// <summary>The lifetime of handlers and mediator.</summary>
    public ServiceLifetime Lifetime { get; set; } = ServiceLifetime.Transient;

    /// <summary>Registers the handlers of <paramref name="assembly"/>, nested and internal ones too.</summary>
    public MediatRServiceConfiguration RegisterServicesFromAssembly(Assembly assembly) =>
        RegisterServicesFromAssemblies(assembly);

    /// <summary>Registers the handlers of <paramref name="assemblies"/>, nested and internal ones too.</summary>
    public MediatRServiceConfiguration RegisterServicesFromAssemblies(params Assembly[] assemblies)
    {
        Assemblies.AddRange(assemblies);
        return this;
    }

    /// <summary>Adds a behaviour with two type parameters; requests that do not fit its constraints pass it by.</summary>
    public MediatRServiceConfiguration AddOpenBehavior(
        Type openBehaviorType, ServiceLifetime serviceLifetime = ServiceLifetime.Transient)
    {
        ArgumentNullException.ThrowIfNull(openBehaviorType);
        if (!openBehaviorType.IsGenericTypeDefinition || !openBehaviorType.GetInterfaces().Any(IsBehavior))
            throw new InvalidOperationException($"{openBehaviorType.Name} is no open generic IPipelineBehavior<,>.");
        BehaviorsToRegister.Add(new ServiceDescriptor(typeof(IPipelineBehavior<,>), openBehaviorType, serviceLifetime));
        return this;
    }

    private static bool IsBehavior(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IPipelineBehavior<,>);
}
