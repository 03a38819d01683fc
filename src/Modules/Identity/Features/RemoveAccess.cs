namespace Modular.Identity.Features;

/// <summary>Takes all that a member may do away at once: "Desativar Acessos".</summary>
internal static class RemoveAccess
{
    [Requires(IdentityPrivileges.ManageCollaborators)]
    public sealed record Command(Guid UserId, long? Seen) : IRequest<Result<Collaborator>>;

    public sealed class Handler(Memberships memberships, Caller caller) : IRequestHandler<Command, Result<Collaborator>>
    {
        public Task<Result<Collaborator>> Handle(Command request, CancellationToken cancellationToken) => memberships.Change(
            caller, request.UserId, "identity.privileges_changed", (member, by) => member.Strip(request.Seen, by), null, cancellationToken);
    }

    public static void Map(IEndpointRouteBuilder collaborators) => collaborators
        .MapDelete("{userId:guid}/privileges", async (Guid userId, IfMatch seen, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(userId, seen.Version), ct)).ToHttp())
        .Require<Command>();
}
