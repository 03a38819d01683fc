namespace Modular.Identity.Features;

/// <summary>Shows one member of the account.</summary>
internal static class SeeCollaborator
{
    [Requires(IdentityPrivileges.ManageCollaborators)]
    public sealed record Query(Guid UserId) : IRequest<Result<Collaborator>>;

    public sealed class Handler(Memberships memberships, Caller caller) : IRequestHandler<Query, Result<Collaborator>>
    {
        public async Task<Result<Collaborator>> Handle(Query request, CancellationToken cancellationToken) =>
            await memberships.Find(caller.AccountId, request.UserId, cancellationToken) is { } found ? found : IdentityErrors.CollaboratorUnknown;
    }

    public static void Map(IEndpointRouteBuilder collaborators) => collaborators
        .MapGet("{userId:guid}", async (Guid userId, ISender send, CancellationToken ct) => (await send.Send(new Query(userId), ct)).ToHttp())
        .Require<Query>();
}
