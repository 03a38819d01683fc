using Modular.Identity.Clients;

namespace Modular.Identity.Features.Clients;

/// <summary>Ends a program's access for good; its tokens end at once, on every host.</summary>
internal static class RevokeApiClient
{
    // Whoever looks after clients may stop one; only administrators let one in.
    [Requires(IdentityPrivileges.ManageApiClients)]
    public sealed record Command(Guid Id) : IRequest<Result<Done>>;

    public sealed class Handler(ApiClients clients, Caller caller) : IRequestHandler<Command, Result<Done>>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken) =>
            (await clients.Revoke(caller, request.Id, cancellationToken)).Map(_ => Done.Instance);
    }

    public static void Map(IEndpointRouteBuilder clients) => clients
        .MapDelete("{id:guid}", async (Guid id, ISender send, CancellationToken ct) => (await send.Send(new Command(id), ct)).ToHttp())
        .Require<Command>();
}
