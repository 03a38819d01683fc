using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Modular.BuildingBlocks.Modules;

namespace Modular.Baskets;

public sealed class BasketsModule : Module
{
    public override string Name => "baskets";

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
    }

    public override void AddRoutes(IEndpointRouteBuilder app)
    {
    }
}
