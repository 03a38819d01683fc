using System.Reflection;
using Carter;
using Modular.BuildingBlocks.Switches;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Modular.BuildingBlocks.Modules;

/// <summary>A module's table of contents: what it registers, and a line for each of its slices.</summary>
public abstract class Module : ICarterModule
{
    /// <summary>The module's PostgreSQL schema, and the first word of its privileges, error codes and text keys.</summary>
    public abstract string Name { get; }

    /// <summary>The privileges that an administrator may grant for this module, in the order they are shown.</summary>
    public virtual IReadOnlyList<Privilege> Privileges => [];

    /// <summary>What of this module the distributor can switch off per country and account.</summary>
    public virtual IReadOnlyList<Feature> Features => [];

    public Assembly Assembly => GetType().Assembly;

    public abstract void AddServices(IServiceCollection services, IConfiguration configuration);

    public abstract void AddRoutes(IEndpointRouteBuilder app);

    /// <summary>Every route of a module that is a feature as a whole belongs to it, whoever maps it.</summary>
    void ICarterModule.AddRoutes(IEndpointRouteBuilder app) =>
        AddRoutes(Features.FirstOrDefault(f => f.IsWholeModule) is { } whole ? app.MapGroup("").WithFeature(whole.Name) : app);
}

/// <summary>Something a member of an account may do. Its label is the text <c>privilege.NAME</c>'s key <c>module.privilege.verb</c>.</summary>
/// <param name="StaffOnly">Held by members of the distributor's own account alone, an administrator of a reseller included out.</param>
/// <param name="NotForShoppers">Never held by a member whose role is Shopper, such as the management of service contracts.</param>
public sealed record Privilege(string Name, bool StaffOnly = false, bool NotForShoppers = false);
