using Microsoft.Extensions.Logging;
using Modular.Identity.SingleSignOn;

namespace Modular.Identity.Features.SingleSignOn;

/// <summary>The distributor's staff enables an account's single sign-on, once its provider answers, or refuses it; with a reason.</summary>
internal static class DecideSingleSignOn
{
    /// <param name="Seen">The version that was looked at.</param>
    [Requires(IdentityPrivileges.DecideSingleSignOn)]
    public sealed record Command(Guid AccountId, bool? Enable, string? Reason, long? Seen) : IRequest<Result<SignOnSettings>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.Enable).NotNull();
            RuleFor(c => c.Reason).NotEmpty().Prose(1000);
        }
    }

    public sealed class Handler(SignOnStore store, OpenIdProviders providers, ILogger<Handler> log, Caller caller) : IRequestHandler<Command, Result<SignOnSettings>>
    {
        public async Task<Result<SignOnSettings>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await store.Find(request.AccountId, cancellationToken) is not { } settings) return IdentityErrors.SignOnUnknown;
            if (request.Enable == true)
            {
                try
                {
                    await providers.Ask(settings.Issuer, false, cancellationToken);
                }
                catch (ProviderAwayException away)
                {
                    log.LogWarning("The provider {Issuer} of account {Account} cannot be asked: {Reason}", settings.Issuer, settings.AccountId, away.Message);
                    return IdentityErrors.ProviderAway;
                }
            }

            // What was looked at here is what is decided on, also where the caller named no version.
            return await store.Decide(
                caller, request.AccountId, request.Enable!.Value, request.Reason!.Trim(), request.Seen ?? settings.Version, cancellationToken);
        }
    }

    public sealed record Body(bool? Enable, string? Reason);

    public static void Map(IEndpointRouteBuilder requests) => requests
        .MapPut("{accountId:guid}/decision", async (Guid accountId, Body body, IfMatch seen, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(accountId, body.Enable, body.Reason, seen.Version), ct)).ToHttp())
        .Require<Command>();
}
