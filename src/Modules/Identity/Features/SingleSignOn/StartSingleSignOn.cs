using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Modular.BuildingBlocks.Data;
using Modular.Identity.SingleSignOn;

namespace Modular.Identity.Features.SingleSignOn;

/// <summary>Finds the organisation's provider by an e-mail's domain or the account's number, and says where its sign-in is. Nothing tells whether a user exists.</summary>
internal static class StartSingleSignOn
{
    /// <param name="Organisation">An e-mail address, its domain, or the account's number.</param>
    /// <param name="RedirectUri">Where the provider sends the browser back.</param>
    [AllowAnyone]
    [Limited("sign-in", 60, 60)]
    public sealed record Command(string? Organisation, string RedirectUri, string? ReturnUrl) : IRequest<Result<Departure>>;

    /// <param name="Url">The provider's sign-in.</param>
    /// <param name="Ticket">Sealed, for the browser's cookie.</param>
    public sealed record Departure(Uri Url, string Ticket);

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules() => RuleFor(c => c.Organisation).NotEmpty().Line(254);
    }

    public sealed class Handler(Db db, OpenIdProviders providers, SignOnTickets tickets, ILogger<Handler> log) : IRequestHandler<Command, Result<Departure>>
    {
        public async Task<Result<Departure>> Handle(Command request, CancellationToken cancellationToken)
        {
            var organisation = request.Organisation!.Trim();
            if (await Find(organisation, cancellationToken) is not { } settings) return IdentityErrors.OrganisationUnknown;
            KnownProvider provider;
            try
            {
                provider = await providers.Ask(settings.Issuer, false, cancellationToken);
            }
            catch (ProviderAwayException away)
            {
                log.LogWarning("The provider {Issuer} of account {Account} cannot be asked: {Reason}", settings.Issuer, settings.AccountId, away.Message);
                return IdentityErrors.ProviderAway;
            }

            var ticket = new SignOnTicket(
                settings.AccountId, settings.Version, Token.New(), Token.New(), Token.New(), request.RedirectUri, LocalUrl.OrHome(request.ReturnUrl), tickets.End);
            var query = new Dictionary<string, string?>
            {
                ["response_type"] = "code", ["client_id"] = settings.ClientId, ["redirect_uri"] = request.RedirectUri, ["scope"] = "openid email",
                ["state"] = ticket.State, ["nonce"] = ticket.Nonce, ["code_challenge_method"] = "S256",
                ["code_challenge"] = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(ticket.Verifier))),
            };
            if (organisation.Contains('@')) query["login_hint"] = organisation;
            return new Departure(new Uri(QueryHelpers.AddQueryString(provider.About.Authorization!.AbsoluteUri, query)), tickets.Seal(ticket));
        }

        private Task<SignOnSettings?> Find(string organisation, CancellationToken ct) => db.One<SignOnSettings>(
            $"""
            SELECT {SignOnSettings.Columns} {SignOnSettings.From}
            WHERE o.status = 'enabled' AND o.account_id IN (
                SELECT account_id FROM identity.single_sign_on_domains WHERE domain = lower(@domain)
                UNION ALL SELECT id FROM identity.accounts WHERE number = @organisation)
            LIMIT 1
            """,
            new { organisation, domain = organisation[(organisation.LastIndexOf('@') + 1)..] }, ct);
    }
}
