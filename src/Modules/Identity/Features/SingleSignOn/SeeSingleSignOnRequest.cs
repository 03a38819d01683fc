using Modular.Identity.SingleSignOn;

namespace Modular.Identity.Features.SingleSignOn;

/// <summary>Shows the distributor's staff what one account asks for.</summary>
internal static class SeeSingleSignOnRequest
{
    [Requires(IdentityPrivileges.DecideSingleSignOn)]
    public sealed record Query(Guid AccountId) : IRequest<Result<SignOnSettings>>;

    public sealed class Handler(SignOnStore store) : IRequestHandler<Query, Result<SignOnSettings>>
    {
        public async Task<Result<SignOnSettings>> Handle(Query request, CancellationToken cancellationToken) =>
            await store.Find(request.AccountId, cancellationToken) is { } found ? found : IdentityErrors.SignOnUnknown;
    }

    public static void Map(IEndpointRouteBuilder requests) => requests
        .MapGet("{accountId:guid}", async (Guid accountId, ISender send, CancellationToken ct) => (await send.Send(new Query(accountId), ct)).ToHttp())
        .Require<Query>();
}
