namespace Modular.Identity.Features;

/// <summary>Shows one request for a tool to those who manage the account's people, and to who asked.</summary>
internal static class SeeAccessRequest
{
    [SignedIn]
    public sealed record Query(Guid Id) : IRequest<Result<AccessRequest>>;

    public sealed class Handler(AccessRequests requests, Caller caller) : IRequestHandler<Query, Result<AccessRequest>>
    {
        public async Task<Result<AccessRequest>> Handle(Query request, CancellationToken cancellationToken) =>
            await requests.Find(caller.AccountId, request.Id, cancellationToken) is { } found
            && (found.UserId == caller.UserId || caller.Can(IdentityPrivileges.ManageCollaborators))
                ? found
                : IdentityErrors.AccessRequestUnknown;
    }

    public static void Map(IEndpointRouteBuilder requests) => requests
        .MapGet("{id:guid}", async (Guid id, ISender send, CancellationToken ct) => (await send.Send(new Query(id), ct)).ToHttp())
        .Require<Query>();
}
