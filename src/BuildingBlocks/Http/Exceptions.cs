using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Modular.BuildingBlocks.Callers;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Requests;
using Modular.BuildingBlocks.Results;
using Orleans.Runtime;

namespace Modular.BuildingBlocks.Http;

/// <summary>The one place that catches: input that could not be read is the caller's fault, all else is a bug or a broken machine.</summary>
public sealed partial class Exceptions(ILogger<Exceptions> log) : IExceptionHandler
{
    /// <summary>Seconds that a client should let pass.</summary>
    public const string RetryAfter = "2";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested) return true;
        // What the pipeline had set ended with the exception.
        CallerLanguage.Use(httpContext);
        var problem = Of(exception);
        if (problem is null)
        {
            log.LogError(exception, "{Method} {Path} failed", httpContext.Request.Method, httpContext.Request.Path);
            problem = new Problem(new Error(ErrorKind.Invalid, "request.failed", []), status: StatusCodes.Status500InternalServerError);
        }
        else if (exception is not BadHttpRequestException)
        {
            log.LogWarning("{Method} {Path}: {Reason}", httpContext.Request.Method, httpContext.Request.Path, exception.Message);
            httpContext.Response.Headers.RetryAfter = RetryAfter;
        }

        if (!httpContext.IsApi()) return false;
        await problem.ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>By whichever door; a page says it in words of its own.</summary>
    public static int StatusOf(Exception exception) => Of(exception)?.Status ?? StatusCodes.Status500InternalServerError;

    /// <summary>Why the portal is not to be had now, as a key of <see cref="Ui.Texts"/>; null where the exception is something else.</summary>
    public static string? Unavailable(Exception exception) =>
        Of(exception) is { Status: StatusCodes.Status503ServiceUnavailable } problem ? problem.Code : null;

    private static Problem? Of(Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            new Problem(new Error(ErrorKind.Invalid, "request.body_too_large", []), status: StatusCodes.Status413PayloadTooLarge),
        BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } =>
            new Problem(new Error(ErrorKind.Invalid, "request.media_type", []), status: StatusCodes.Status415UnsupportedMediaType),
        BadHttpRequestException { InnerException: JsonException json } => new Problem(
            PathOf(json) is { Length: > 0 } field ? Error.Invalid("request.value_unreadable", field) : new Error(ErrorKind.Invalid, "request.malformed_json", [])),
        BadHttpRequestException bad => new Problem(
            Parameter().Match(bad.Message) is { Success: true } match
                ? Error.Invalid("request.value_unreadable", match.Groups[1].Value)
                : new Error(ErrorKind.Invalid, "request.malformed", [])),
        // A silo died, or did not answer in time, with the call under way.
        CommitOutcomeUnknownException or OrleansMessageRejectionException or TimeoutException { InnerException: null } =>
            new Problem(new Error(ErrorKind.Invalid, "request.outcome_unknown", []), status: StatusCodes.Status503ServiceUnavailable),
        _ when Outage.Is(exception) =>
            new Problem(new Error(ErrorKind.Invalid, "request.database_away", []), status: StatusCodes.Status503ServiceUnavailable),
        _ => null,
    };

    /// <summary><c>$.shipTo.line1</c> is <c>shipTo.line1</c>; a text that ends too early has no field to blame.</summary>
    private static string? PathOf(JsonException json) =>
        json.Message.Contains("could not be converted", StringComparison.Ordinal)
        || json.InnerException is InvalidOperationException or FormatException
            ? FieldNames.Camel(json.Path?.TrimStart('$').TrimStart('.') ?? "")
            : null;

    [GeneratedRegex("parameter \"[^\"]*?(\\w+)\" from")]
    private static partial Regex Parameter();
}
