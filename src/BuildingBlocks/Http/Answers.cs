using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Modular.BuildingBlocks.Results;

namespace Modular.BuildingBlocks.Http;

/// <summary>What an outcome is over HTTP: 200 with the view, 204 for nothing, or the refusal's problem details.</summary>
public static class Answers
{
    public static OkAnswer<T> ToHttp<T>(this Result<T> result) => new(result);

    /// <summary>201 with <c>Location</c>.</summary>
    public static CreatedAnswer<T> ToCreated<T>(this Result<T> result, Func<T, string> location) => new(result, location);

    /// <summary>202: accepted, and to be followed at <c>Location</c>.</summary>
    public static AcceptedAnswer<T> ToAccepted<T>(this Result<T> result, Func<T, string> location) => new(result, location);

    public static string ETag(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}

/// <summary>An outcome on its way out; its type tells the API's description what comes.</summary>
public abstract class HttpAnswer<T>(Result<T> result, int status, Func<T, string>? location) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (result.Error is { } error) return new Problem(error, result.Value).ExecuteAsync(httpContext);
        var response = httpContext.Response;
        if (result.Value is Done)
        {
            response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        response.StatusCode = status;
        if (location is not null) response.Headers.Location = location(result.Value!);
        if (result.Value is IVersioned versioned)
        {
            var tag = Answers.ETag(versioned.Version);
            response.Headers.ETag = tag;
            if (HttpMethods.IsGet(httpContext.Request.Method) && httpContext.Request.Headers.IfNoneMatch == tag)
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }
        }

        return JsonAnswer.Send(response, result.Value!, httpContext.RequestAborted);
    }

    protected static void Describe(EndpointBuilder route, int status) => route.Metadata.Add(
        typeof(T) == typeof(Done)
            ? new ProducesResponseTypeMetadata(StatusCodes.Status204NoContent)
            : new ProducesResponseTypeMetadata(status, typeof(T), ["application/json"]));
}

/// <inheritdoc cref="Answers.ToHttp"/>
public sealed class OkAnswer<T>(Result<T> result) : HttpAnswer<T>(result, StatusCodes.Status200OK, null), IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => Describe(builder, StatusCodes.Status200OK);
}

/// <inheritdoc cref="Answers.ToCreated"/>
public sealed class CreatedAnswer<T>(Result<T> result, Func<T, string> location)
    : HttpAnswer<T>(result, StatusCodes.Status201Created, location), IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => Describe(builder, StatusCodes.Status201Created);
}

/// <inheritdoc cref="Answers.ToAccepted"/>
public sealed class AcceptedAnswer<T>(Result<T> result, Func<T, string> location)
    : HttpAnswer<T>(result, StatusCodes.Status202Accepted, location), IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => Describe(builder, StatusCodes.Status202Accepted);
}
