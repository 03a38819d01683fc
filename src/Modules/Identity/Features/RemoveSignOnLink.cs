using Modular.Identity.SingleSignOn;

namespace Modular.Identity.Features;

/// <summary>Forgets whom the organisation's provider means by a member; what they are signed in with by it ends.</summary>
internal static class RemoveSignOnLink
{
    [Requires(IdentityPrivileges.ManageCollaborators, InPerson = true)]
    public sealed record Command(Guid UserId) : IRequest<Result<Done>>;

    public sealed class Handler(LinkedPeople people, Memberships memberships, Caller caller) : IRequestHandler<Command, Result<Done>>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await memberships.Find(caller.AccountId, request.UserId, cancellationToken) is null) return IdentityErrors.CollaboratorUnknown;
            if (!caller.IsAdministrator) return IdentityErrors.AdministratorsOnly;
            return await people.Unlink(caller.AccountId, request.UserId, cancellationToken) ? Done.Instance : IdentityErrors.SignOnNotLinked;
        }
    }

    public static void Map(IEndpointRouteBuilder collaborators) => collaborators
        .MapDelete("{userId:guid}/single-sign-on", async (Guid userId, ISender send, CancellationToken ct) => (await send.Send(new Command(userId), ct)).ToHttp())
        .Require<Command>();
}
