using Modular.Identity.SingleSignOn;

namespace Modular.Identity.Features.SingleSignOn;

/// <summary>Shows how the account's members sign in with their organisation, and what the distributor decided; never the secret.</summary>
internal static class SeeSingleSignOn
{
    [Requires(IdentityPrivileges.ManageSingleSignOn)]
    public sealed record Query : IRequest<Result<SignOnSettings>>;

    public sealed class Handler(SignOnStore store, Caller caller) : IRequestHandler<Query, Result<SignOnSettings>>
    {
        public async Task<Result<SignOnSettings>> Handle(Query request, CancellationToken cancellationToken) =>
            await store.Find(caller.AccountId, cancellationToken) is { } found ? found : IdentityErrors.SignOnUnknown;
    }

    public static void Map(IEndpointRouteBuilder app) => app
        .MapGet("/api/single-sign-on", async (ISender send, CancellationToken ct) => (await send.Send(new Query(), ct)).ToHttp())
        .Require<Query>();
}
