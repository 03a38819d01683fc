using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Modular.BuildingBlocks.Modules;

namespace Modular.Catalog;

public sealed class CatalogModule : Module
{
    public override string Name => "catalog";

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
    }

    public override void AddRoutes(IEndpointRouteBuilder app)
    {
    }
}
