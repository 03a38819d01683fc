using Carter;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Modular.Tests.StandIns;

public sealed class CarterTests
{
    [Fact]
    public void Named_modules_map_their_routes_and_no_others()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddRouting().AddCarter(configurator: c => c.WithModules(typeof(FirstModule)).WithEmptyValidators());

        Routes(builder).ShouldBe(["/first"]);
    }

    [Fact]
    public void Without_named_modules_the_catalog_is_scanned()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddRouting().AddCarter(new DependencyContextAssemblyCatalog(typeof(CarterTests).Assembly));

        Routes(builder).Order().ShouldBe(["/first", "/second"]);
    }

    [Fact]
    public void A_type_that_is_no_module_is_refused() =>
        Should.Throw<ArgumentException>(() => WebApplication.CreateSlimBuilder()
            .Services.AddCarter(configurator: c => c.WithModules(typeof(string))));

    private static IEnumerable<string?> Routes(WebApplicationBuilder builder)
    {
        IEndpointRouteBuilder app = builder.Build();
        app.MapCarter();
        return app.DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Select(e => e.RoutePattern.RawText);
    }
}

public sealed class FirstModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapGet("/first", () => "first");
}

public sealed class SecondModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapGet("/second", () => "second");
}
