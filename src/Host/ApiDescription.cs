using System.Text.RegularExpressions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Modular.BuildingBlocks.Http;
using Modular.BuildingBlocks.Requests;

namespace Modular.Host;

/// <summary>The API in words for machines (<c>/openapi/v1.json</c>) and for people (<c>/docs/api</c>).</summary>
internal static partial class ApiDescription
{
    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", o =>
    {
        o.CreateSchemaReferenceId = type => SchemaName(type.Type) is { } name && OpenApiOptions.CreateDefaultSchemaReferenceId(type) is not null ? name : null;
        o.ShouldInclude = description => description.RelativePath is { } path
            && (path.StartsWith("api/", StringComparison.Ordinal) || path.StartsWith("oauth2/", StringComparison.Ordinal));
        o.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Modular", Version = "v1", Description = "The partner portal's API." };
            document.Components ??= new();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["bearer"] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A session's token, or an API client's from /oauth2/token.",
                },
            };
            return Task.CompletedTask;
        });
        o.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            if (metadata.OfType<Sends>().LastOrDefault()?.Request.DeclaringType is { } slice)
            {
                operation.OperationId = char.ToLowerInvariant(slice.Name[0]) + slice.Name[1..];
                operation.Summary = Words().Replace(slice.Name, m => " " + char.ToLowerInvariant(m.Value[0]));
                operation.Tags = new HashSet<OpenApiTagReference> { new(slice.Namespace!.Split('.')[1], context.Document) };
            }

            foreach (var header in metadata.OfType<TakesHeader>())
            {
                operation.Parameters ??= [];
                operation.Parameters.Add(new OpenApiParameter
                {
                    Name = header.Name, In = ParameterLocation.Header, Description = header.Meaning, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                });
            }

            operation.Responses ??= [];
            operation.Responses["4XX"] = new OpenApiResponse { Description = "Refused: application/problem+json with code, errors by field and traceId." };
            var access = metadata.OfType<AccessAttribute>().LastOrDefault();
            operation.Description = $"Privilege: {access?.Privilege}";
            if (access is not AllowAnyoneAttribute)
                operation.Security = [new() { [new OpenApiSecuritySchemeReference("bearer", context.Document)] = [] }];
            return Task.CompletedTask;
        });
    });

    /// <summary>Slices name their parts alike: a part is told apart by the slice's name, and a generic one by its argument's.</summary>
    private static string? SchemaName(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value) return SchemaName(value);
        var own = type.Name.Split('`')[0];
        var name = type.DeclaringType is { } slice ? slice.Name.Split('`')[0] + own : own;
        return type.IsGenericType ? string.Concat(type.GetGenericArguments().Select(SchemaName)) + name : name;
    }

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Words();

    public static void MapApiDescription(this WebApplication app) => app.MapOpenApi().AllowAnyone();

    /// <summary>The description as pages.</summary>
    public static void UseDocumentation(this IApplicationBuilder app) => app.UseSwaggerUI(o =>
    {
        o.RoutePrefix = "docs/api";
        o.SwaggerEndpoint("/openapi/v1.json", "Modular v1");
    });
}
