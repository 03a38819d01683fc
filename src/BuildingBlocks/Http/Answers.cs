using System.Globalization;
using Microsoft.AspNetCore.Http;
using Modular.BuildingBlocks.Results;

namespace Modular.BuildingBlocks.Http;

/// <summary>What an outcome is over HTTP: 200 with the view, 204 for nothing, or the refusal's problem details.</summary>
public static class Answers
{
    public static IResult ToHttp<T>(this Result<T> result) =>
        result.Error is { } error ? new Problem(error, result.Value)
        : result.Value is Done ? TypedResults.NoContent()
        : new Answer<T>(result.Value!, StatusCodes.Status200OK, null);

    /// <summary>201 with <c>Location</c>.</summary>
    public static IResult ToCreated<T>(this Result<T> result, Func<T, string> location) =>
        result.Error is { } error ? new Problem(error, result.Value)
        : new Answer<T>(result.Value!, StatusCodes.Status201Created, location(result.Value!));

    /// <summary>202: accepted, and to be followed at <c>Location</c>.</summary>
    public static IResult ToAccepted<T>(this Result<T> result, Func<T, string> location) =>
        result.Error is { } error ? new Problem(error, result.Value)
        : new Answer<T>(result.Value!, StatusCodes.Status202Accepted, location(result.Value!));

    public static string ETag(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    private sealed class Answer<T>(T value, int status, string? location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = status;
            if (location is not null) response.Headers.Location = location;
            if (value is IVersioned versioned)
            {
                var tag = ETag(versioned.Version);
                response.Headers.ETag = tag;
                if (HttpMethods.IsGet(httpContext.Request.Method) && httpContext.Request.Headers.IfNoneMatch == tag)
                {
                    response.StatusCode = StatusCodes.Status304NotModified;
                    return Task.CompletedTask;
                }
            }

            return response.WriteAsJsonAsync(value, Json.Options, httpContext.RequestAborted);
        }
    }
}
