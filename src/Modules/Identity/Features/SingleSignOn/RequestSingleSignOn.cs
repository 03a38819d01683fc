using Modular.Identity.SingleSignOn;

namespace Modular.Identity.Features.SingleSignOn;

/// <summary>An administrator asks that the account's members sign in with their organisation; the distributor's staff decides.</summary>
internal static class RequestSingleSignOn
{
    [Requires(IdentityPrivileges.ManageSingleSignOn)]
    public sealed record Command(SignOnWish Wish, long? Seen) : IRequest<Result<SignOnSettings>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules() => RuleFor(c => c.Wish).SetValidator(new SignOnWishRules()).OverridePropertyName("");
    }

    public sealed class Handler(SignOnStore store, IssuerTargets targets, Caller caller) : IRequestHandler<Command, Result<SignOnSettings>>
    {
        public async Task<Result<SignOnSettings>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (!caller.IsAdministrator) return IdentityErrors.AdministratorsOnly;
            if (targets.Issuer(request.Wish.Issuer) is null) return IdentityErrors.IssuerRefused;
            if (request.Wish.PlainDomains is not { Length: > 0 and <= SignOnWish.MostDomains } domains || !domains.All(SignOnWishRules.IsDomain)) return IdentityErrors.DomainWrong;
            return await store.Request(caller, request.Wish, request.Seen, cancellationToken);
        }
    }

    public sealed record Body(
        string? Issuer, string? ClientId, string? ClientSecret, string[]? Domains, bool PasswordsAllowed = true, bool ProvesFactor = false);

    public static void Map(IEndpointRouteBuilder app) => app
        .MapPut("/api/single-sign-on", async (Body body, IfMatch seen, ISender send, CancellationToken ct) => (await send.Send(
            new Command(
                new SignOnWish(body.Issuer, body.ClientId, body.ClientSecret, body.Domains, body.PasswordsAllowed, body.ProvesFactor), seen.Version), ct)).ToHttp())
        .Require<Command>();
}
