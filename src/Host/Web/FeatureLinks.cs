using System.Collections.Frozen;
using Microsoft.AspNetCore.Routing;
using Modular.BuildingBlocks.Callers;
using Modular.BuildingBlocks.Switches;

namespace Modular.Host.Web;

/// <summary>Which links lead to what is switched off: known from the pages themselves, so that no link has to say it.</summary>
internal sealed class FeatureLinks(IEnumerable<EndpointDataSource> sources)
{
    private readonly Lazy<FrozenDictionary<string, string>> _features = new(() => sources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
        .Select(e => (Path: "/" + e.RoutePattern.RawText!.Trim('/'), Feature: e.Metadata.GetMetadata<FeatureAttribute>()?.Name))
        .Where(e => e.Feature is not null)
        .DistinctBy(e => e.Path)
        .ToFrozenDictionary(e => e.Path, e => e.Feature!));

    /// <param name="href">From the root, with or without a query.</param>
    public bool IsOff(string href, Caller caller) =>
        caller.FeaturesOff.Count > 0 && _features.Value.TryGetValue(href.Split('?', '#')[0], out var feature) && !caller.Has(feature);
}
