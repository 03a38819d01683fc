using Modular.Identity.SingleSignOn;

namespace Modular.Identity.Features;

/// <summary>Shows an account's administrator with which of the organisation's providers a member is linked, and since when.</summary>
internal static class SeeSignOnLink
{
    [Requires(IdentityPrivileges.ManageCollaborators)]
    public sealed record Query(Guid UserId) : IRequest<Result<View>>;

    /// <param name="Links">One for each provider that the account has had, the latest first; empty: never came from there.</param>
    public sealed record View(IReadOnlyList<SignOnLink> Links);

    public sealed class Handler(LinkedPeople people, Memberships memberships, Caller caller) : IRequestHandler<Query, Result<View>>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (await memberships.Find(caller.AccountId, request.UserId, cancellationToken) is null) return IdentityErrors.CollaboratorUnknown;
            if (!caller.IsAdministrator) return IdentityErrors.AdministratorsOnly;
            return new View(await people.Links(caller.AccountId, request.UserId, cancellationToken));
        }
    }

    public static void Map(IEndpointRouteBuilder collaborators) => collaborators
        .MapGet("{userId:guid}/single-sign-on", async (Guid userId, ISender send, CancellationToken ct) => (await send.Send(new Query(userId), ct)).ToHttp())
        .Require<Query>();
}
