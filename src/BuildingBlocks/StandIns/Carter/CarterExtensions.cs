using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Carter;

/// <summary>Registers and maps modules.</summary>
public static class CarterExtensions
{
    /// <summary>Registers the modules named by <paramref name="configurator"/>, or else the public ones of <paramref name="assemblyCatalog"/>.</summary>
    public static IServiceCollection AddCarter(
        this IServiceCollection services,
        DependencyContextAssemblyCatalog? assemblyCatalog = null,
        Action<CarterConfigurator>? configurator = null)
    {
        var chosen = new CarterConfigurator();
        configurator?.Invoke(chosen);
        if (chosen.ModuleTypes.Count == 0)
            chosen.ModuleTypes.AddRange((assemblyCatalog ?? new DependencyContextAssemblyCatalog()).GetAssemblies()
                .SelectMany(a => a.GetTypes())
                .Where(t => t is { IsAbstract: false, IsPublic: true } && typeof(ICarterModule).IsAssignableFrom(t)));

        foreach (var module in chosen.ModuleTypes)
            services.AddSingleton(typeof(ICarterModule), module);
        return services;
    }

    /// <summary>Lets each registered module map its endpoints.</summary>
    public static IEndpointRouteBuilder MapCarter(this IEndpointRouteBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        foreach (var module in builder.ServiceProvider.GetServices<ICarterModule>())
            module.AddRoutes(builder);
        return builder;
    }
}
