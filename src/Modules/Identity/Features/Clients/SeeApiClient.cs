using Modular.Identity.Clients;

namespace Modular.Identity.Features.Clients;

/// <summary>Shows one program of the account with its valid secrets' ends.</summary>
internal static class SeeApiClient
{
    [Requires(IdentityPrivileges.ManageApiClients)]
    public sealed record Query(Guid Id) : IRequest<Result<ApiClient>>;

    public sealed class Handler(ApiClients clients, Caller caller) : IRequestHandler<Query, Result<ApiClient>>
    {
        public async Task<Result<ApiClient>> Handle(Query request, CancellationToken cancellationToken) =>
            await clients.Find(caller.AccountId, request.Id, cancellationToken) is { } found ? found : IdentityErrors.ClientUnknown;
    }

    public static void Map(IEndpointRouteBuilder clients) => clients
        .MapGet("{id:guid}", async (Guid id, ISender send, CancellationToken ct) => (await send.Send(new Query(id), ct)).ToHttp())
        .Require<Query>();
}
