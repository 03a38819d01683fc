namespace Carter;

/// <summary>What <c>AddCarter</c> shall register.</summary>
public class CarterConfigurator
{
    internal CarterConfigurator()
    {
    }

    internal List<Type> ModuleTypes { get; } = [];

    /// <summary>Registers one module; with any named, nothing is scanned for.</summary>
    public CarterConfigurator WithModule<TModule>()
        where TModule : ICarterModule => WithModules(typeof(TModule));

    /// <summary>Registers these modules; with any named, nothing is scanned for.</summary>
    public CarterConfigurator WithModules(params Type[] modules)
    {
        foreach (var module in modules)
            if (!typeof(ICarterModule).IsAssignableFrom(module))
                throw new ArgumentException($"{module} is no {nameof(ICarterModule)}.", nameof(modules));
        ModuleTypes.AddRange(modules);
        return this;
    }

    /// <summary>Registers no validators, which the stand-in never does.</summary>
#pragma warning disable CA1822 // Carter's signature.
    public CarterConfigurator WithEmptyValidators() => this;
#pragma warning restore CA1822
}
