using Microsoft.AspNetCore.Builder;

namespace Modular.BuildingBlocks.Switches;

/// <summary>Says of a page, a slice, a route or a part of the home page that it belongs to a feature of its module.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FeatureAttribute(string name) : Attribute
{
    public string Name => name;
}

/// <summary>Says the same of routes.</summary>
public static class FeatureRoutes
{
    public static TBuilder WithFeature<TBuilder>(this TBuilder routes, string name) where TBuilder : IEndpointConventionBuilder =>
        routes.WithMetadata(new FeatureAttribute(name));
}
