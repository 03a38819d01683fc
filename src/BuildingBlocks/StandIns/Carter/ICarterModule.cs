using Microsoft.AspNetCore.Routing;

namespace Carter;

/// <summary>A group of endpoints: a public class with a parameterless constructor, made once.</summary>
public interface ICarterModule
{
    /// <summary>Maps the module's endpoints.</summary>
    void AddRoutes(IEndpointRouteBuilder app);
}
