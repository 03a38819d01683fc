using Microsoft.OpenApi;
using Modular.BuildingBlocks.Http;
using Modular.BuildingBlocks.Requests;

namespace Modular.Host;

/// <summary>The API in words for machines (<c>/openapi/v1.json</c>) and for people (<c>/docs/api</c>).</summary>
internal static class ApiDescription
{
    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", o =>
    {
        o.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        o.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Modular", Version = "v1", Description = "The partner portal's API." };
            document.Components ??= new();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" },
            };
            return Task.CompletedTask;
        });
        o.AddOperationTransformer((operation, context, _) =>
        {
            var access = context.Description.ActionDescriptor.EndpointMetadata.OfType<AccessAttribute>().LastOrDefault();
            operation.Description = $"Privilege: {access?.Privilege}";
            if (access is not AllowAnyoneAttribute)
                operation.Security = [new() { [new OpenApiSecuritySchemeReference("bearer", context.Document)] = [] }];
            return Task.CompletedTask;
        });
    });

    public static void MapApiDescription(this WebApplication app)
    {
        app.MapOpenApi().AllowAnyone();
        app.UseSwaggerUI(o =>
        {
            o.RoutePrefix = "docs/api";
            o.SwaggerEndpoint("/openapi/v1.json", "Modular v1");
        });
    }
}
