using Modular.Identity.Clients;

namespace Modular.Identity.Features.Clients;

/// <summary>Ends one of a program's secrets at once, and the tokens that were given for it.</summary>
internal static class EndClientSecret
{
    [Requires(IdentityPrivileges.ManageApiClients)]
    public sealed record Command(Guid Id, Guid SecretId) : IRequest<Result<Done>>;

    public sealed class Handler(ApiClients clients, Caller caller) : IRequestHandler<Command, Result<Done>>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken) =>
            (await clients.EndSecret(caller, request.Id, request.SecretId, cancellationToken)).Map(_ => Done.Instance);
    }

    public static void Map(IEndpointRouteBuilder clients) => clients
        .MapDelete("{id:guid}/secrets/{secretId:guid}", async (Guid id, Guid secretId, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(id, secretId), ct)).ToHttp())
        .Require<Command>();
}
