using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Modular.BuildingBlocks.Ui;
using Modular.Identity.Features.Clients;

namespace Modular.Identity.Clients;

/// <summary>A token, or why there is none, as RFC 6749 (5.1, 5.2) writes it; never kept by anything in between.</summary>
internal sealed class TokenAnswer(Result<IssueToken.Issued> issued) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.CacheControl = "no-store";
        response.Headers.Pragma = "no-cache";
        if (issued.IsSuccess)
        {
            var (token, seconds, scopes) = issued.Value;
            return response.WriteAsJsonAsync(new TokenView(token, "Bearer", seconds, string.Join(' ', scopes)), Json.Options, httpContext.RequestAborted);
        }

        var error = issued.Error;
        var (status, name) = TokenErrors.Of(error);
        response.StatusCode = status;
        if (status == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = "Basic realm=\"modular\", charset=\"UTF-8\"";
        if (status == StatusCodes.Status429TooManyRequests) response.Headers.RetryAfter = error.Args[0];
        var sentence = httpContext.RequestServices.GetRequiredService<Texts>()[error.Code, [.. error.Args]];
        return response.WriteAsJsonAsync(new TokenRefusal(name, sentence, error.Code), Json.Options, httpContext.RequestAborted);
    }
}

/// <param name="ExpiresIn">Seconds.</param>
/// <param name="Scope">What the token may do, with spaces between.</param>
internal sealed record TokenView(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    [property: JsonPropertyName("scope")] string Scope);

internal sealed record TokenRefusal(
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("error_description")] string Description,
    [property: JsonPropertyName("code")] string Code);
