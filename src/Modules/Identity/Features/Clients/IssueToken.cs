using Microsoft.AspNetCore.Http;
using Modular.Identity.Clients;

namespace Modular.Identity.Features.Clients;

/// <summary>Gives a program of an account an access token for its client id and secret: OAuth 2.0 client credentials.</summary>
internal static class IssueToken
{
    /// <param name="Scope">Names with spaces between them; null or empty: all that the client has.</param>
    [AllowAnyone]
    public sealed record Command(string? GrantType, string? ClientId, string? ClientSecret, string? Scope) : IRequest<Result<Issued>>;

    public sealed record Issued(string Token, int Seconds, IReadOnlyList<string> Scopes);

    public sealed class Handler(ClientTokens tokens, TokenFailures failures, IFeatureSwitches switches) : IRequestHandler<Command, Result<Issued>>
    {
        private const int Longest = 200;

        public async Task<Result<Issued>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (grant, clientId, secret, scope) = request;
            if (string.IsNullOrEmpty(grant)) return TokenErrors.Malformed;
            if (grant != "client_credentials") return TokenErrors.GrantUnsupported;
            if (clientId is not { Length: > 0 and <= Longest } || secret is not { Length: > 0 and <= Longest } || clientId.Any(char.IsControl))
                return TokenErrors.ClientWrong;
            if (await failures.WaitFor(clientId, cancellationToken) is { } seconds) return TokenErrors.TooOften(seconds);

            var (client, secretId) = await tokens.Find(clientId, secret, cancellationToken);
            if (secretId is not { } right)
            {
                await failures.Add(clientId, client is null ? null : (client.UserId, client.AccountId), cancellationToken);
                return TokenErrors.ClientWrong;
            }

            if (client!.AccountKind != "distributor" && await switches.IsOff(IdentityFeatures.ApiClients, client.AccountId, cancellationToken)) return TokenErrors.SwitchedOff;
            var held = tokens.Scopes(client);
            var wanted = (scope ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (held.Length == 0 || wanted.Except(held).Any()) return TokenErrors.ScopeUnknown;
            if (await tokens.AsksTooOften(client.UserId, cancellationToken)) return TokenErrors.TooOften(60);
            string[] granted = wanted.Length == 0 ? held : [.. held.Intersect(wanted)];
            return await tokens.Begin(client, right, granted, cancellationToken) is { } begun
                ? new Issued(begun.Token, begun.Seconds, granted)
                : TokenErrors.ClientWrong;
        }
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/oauth2/token", TokenRequest.Post)
            .Accepts<TokenForm>("application/x-www-form-urlencoded").Produces<TokenView>().Require<Command>();
        // How clients of the vendor's own API ask.
        app.MapGet("/oauth/oauth20/token", TokenRequest.Get).Produces<TokenView>().Require<Command>();
    }
}
