using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Modular.BuildingBlocks.Results;
using Modular.BuildingBlocks.Ui;
using Modular.BuildingBlocks.Values;

namespace Modular.BuildingBlocks.Http;

/// <summary>The one mapping of an <see cref="Error"/> to RFC 9457 problem details in the caller's language.</summary>
/// <param name="current">What the caller collided with, where the refusal can show it (412).</param>
/// <param name="status">Another status than the kind's own, for what the framework itself refuses (405, 413, 415 …).</param>
public sealed class Problem(Error error, object? current = null, int? status = null) : IResult
{
    public string Code => error.Code;

    public int Status => status ?? StatusOf(error.Kind);

    public static int StatusOf(ErrorKind kind) => kind switch
    {
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Conflict => StatusCodes.Status409Conflict,
        ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        ErrorKind.Stale => StatusCodes.Status412PreconditionFailed,
        ErrorKind.PreconditionRequired => StatusCodes.Status428PreconditionRequired,
        ErrorKind.SignedOut => StatusCodes.Status401Unauthorized,
        ErrorKind.TooMany => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status400BadRequest,
    };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var texts = httpContext.RequestServices.GetRequiredService<Texts>();
        var code = Status;
        var detail = texts[error.Code, [.. error.Args]];
        var body = new Body(
            "urn:modular:problem:" + error.Code,
            texts["http.status_" + code],
            code,
            detail,
            error.Code,
            FieldsOf(error, detail),
            Activity.Current?.TraceId.ToHexString() ?? httpContext.TraceIdentifier,
            current);
        httpContext.Response.StatusCode = code;
        if (error.Kind == ErrorKind.TooMany) httpContext.Response.Headers.RetryAfter = error.Args[0];
        if (code == StatusCodes.Status401Unauthorized) httpContext.Response.Headers.WWWAuthenticate = "Bearer";
        return httpContext.Response.WriteAsJsonAsync(body, Json.Options, "application/problem+json", httpContext.RequestAborted);
    }

    private static Dictionary<string, string[]>? FieldsOf(Error error, string detail) =>
        error.Fields is { } fields ? fields.GroupBy(f => f.Field).ToDictionary(g => g.Key, g => g.Select(f => f.Message).ToArray())
        : error.Field is { } field ? new() { [field] = [detail] }
        : null;

    private sealed record Body(
        string Type,
        string Title,
        int Status,
        string Detail,
        string Code,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Dictionary<string, string[]>? Errors,
        string TraceId,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] object? Current);
}

/// <summary>How the API writes and reads JSON: camelCase, enums in lower case, no unknown members lost silently on the way out.</summary>
public static class Json
{
    public static readonly JsonSerializerOptions Options = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new TrimmedDecimals());
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.NumberHandling = JsonNumberHandling.Strict;
        return options;
    }

    private sealed class TrimmedDecimals : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDecimal();

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Trimmed());
    }
}
