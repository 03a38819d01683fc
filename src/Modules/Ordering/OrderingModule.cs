using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Modular.BuildingBlocks.Modules;

namespace Modular.Ordering;

public sealed class OrderingModule : Module
{
    public override string Name => "ordering";

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
    }

    public override void AddRoutes(IEndpointRouteBuilder app)
    {
    }
}
