using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Modular.Identity.SingleSignOn;

namespace Modular.Identity.Features.SingleSignOn;

/// <summary>Takes what the provider sent the browser back with, and begins a session for the account's member whom it means.</summary>
internal static class FinishSingleSignOn
{
    /// <param name="Ticket">From the browser's cookie.</param>
    /// <param name="Issuer">As the answer names it (RFC 9207); null: not at all.</param>
    [AllowAnyone]
    [Limited("sign-in", 60, 60)]
    public sealed record Command(string? Ticket, string? State, string? Code, string? Issuer) : IRequest<Result<Arrival>>;

    /// <param name="Token">Of the session; null: a code of the second factor is needed first, with this ticket.</param>
    public sealed record Arrival(string? Token, string ReturnUrl, string? Ticket);

    public sealed class Handler(
        SignOnTickets tickets, SignOnStore store, OpenIdProviders providers, IdTokens idTokens, LinkedPeople people, SignOnSessions sessions, ILogger<Handler> log)
        : IRequestHandler<Command, Result<Arrival>>
    {
        public async Task<Result<Arrival>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (tickets.Open(request.Ticket) is not { UserId: null } ticket || !Same(ticket.State, request.State)) return IdentityErrors.SignOnLost;
            var settings = await store.Find(ticket.AccountId, cancellationToken);
            if (settings is not { Status: SignOnStatus.Enabled } || settings.Version != ticket.Version) return IdentityErrors.SignOnLost;
            if (request.Issuer is { } named && named != settings.Issuer) return IdentityErrors.SignOnLost;
            if (string.IsNullOrEmpty(request.Code)) return IdentityErrors.ProviderRefused;

            ProvedPerson? proved;
            try
            {
                proved = await Prove(settings, ticket, request.Code, cancellationToken);
            }
            catch (ProviderAwayException away)
            {
                log.LogWarning("The provider {Issuer} of account {Account} cannot be asked: {Reason}", settings.Issuer, settings.AccountId, away.Message);
                return IdentityErrors.ProviderAway;
            }

            if (proved is null) return IdentityErrors.ProviderRefused;
            if (await people.Find(settings, proved, cancellationToken) is not { } person)
            {
                await sessions.NoteStranger(proved.Email ?? proved.Subject, cancellationToken);
                return IdentityErrors.NoSuchMember;
            }

            if (person.Status != MembershipStatus.Active) return await sessions.Refuse(person, cancellationToken);
            if (person.HasFactor && !settings.ProvesFactor)
                return new Arrival(null, ticket.ReturnUrl, tickets.Seal(ticket with { UserId = person.UserId, ValidUntil = tickets.End }));
            return await sessions.Begin(person.UserId, settings.AccountId, settings.ProvesFactor, cancellationToken) is { } token
                ? new Arrival(token, ticket.ReturnUrl, null)
                : await sessions.Refuse(person, cancellationToken);
        }

        private async Task<ProvedPerson?> Prove(SignOnSettings settings, SignOnTicket ticket, string code, CancellationToken ct)
        {
            var provider = await providers.Ask(settings.Issuer, false, ct);
            if (await store.Secret(settings.AccountId, ct) is not { } secret) throw new ProviderAwayException("Its secret cannot be opened.");
            var tokens = await providers.Exchange(provider, settings.ClientId, secret, code, ticket.Verifier, ticket.RedirectUri, ct);
            return tokens is null ? null : await idTokens.Check(settings.Issuer, settings.ClientId, tokens, ticket.Nonce, ct);
        }

        private static bool Same(string state, string? sent) =>
            sent is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state), Encoding.UTF8.GetBytes(sent));
    }
}
