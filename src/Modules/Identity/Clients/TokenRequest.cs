using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Modular.Identity.Features.Clients;

namespace Modular.Identity.Clients;

/// <summary>Reads what asks for a token: a form with the client's credentials in it or in the header (RFC 6749, 2.3.1), or a query.</summary>
internal static class TokenRequest
{
    public static async Task<IResult> Post(HttpRequest request, ISender send, CancellationToken ct)
    {
        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(ct);
        }
        catch (InvalidDataException)
        {
            // More or longer fields than a form may have.
            return new TokenAnswer(TokenErrors.Malformed);
        }

        return new TokenAnswer(Read(name => form[name], request.Headers.Authorization.ToString()) is { } command
            ? await send.Send(command, ct)
            : TokenErrors.Malformed);
    }

    public static async Task<IResult> Get(HttpRequest request, ISender send, CancellationToken ct) =>
        new TokenAnswer(Read(name => request.Query[name], "") is { } command ? await send.Send(command, ct) : TokenErrors.Malformed);

    /// <returns>Null where something is said twice.</returns>
    public static IssueToken.Command? Read(Func<string, StringValues> values, string authorization)
    {
        string[] names = ["grant_type", "client_id", "client_secret", "scope"];
        if (names.Any(name => values(name).Count > 1)) return null;
        string? One(string name) => values(name) is [{ Length: > 0 } value] ? value : null;

        var (clientId, secret) = (One("client_id"), One("client_secret"));
        if (authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            var basic = Basic(authorization[6..].Trim());
            if (secret is not null || (clientId is not null && clientId != basic.ClientId)) return null;
            (clientId, secret) = basic;
        }

        return new IssueToken.Command(One("grant_type"), clientId, secret, One("scope"));
    }

    private static (string? ClientId, string? Secret) Basic(string credentials)
    {
        var bytes = new byte[credentials.Length];
        if (!Convert.TryFromBase64String(credentials, bytes, out var length)) return default;
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = text.IndexOf(':');
        return colon < 0 ? default : (Decoded(text[..colon]), Decoded(text[(colon + 1)..]));
    }

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}

/// <summary>The fields of a token request, for the API's description.</summary>
internal sealed record TokenForm
{
    [System.Text.Json.Serialization.JsonPropertyName("grant_type")]
    public required string GrantType { get; init; }

    [System.Text.Json.Serialization.JsonPropertyName("client_id")]
    public string? ClientId { get; init; }

    [System.Text.Json.Serialization.JsonPropertyName("client_secret")]
    public string? ClientSecret { get; init; }

    [System.Text.Json.Serialization.JsonPropertyName("scope")]
    public string? Scope { get; init; }
}
