using Modular.BuildingBlocks.Events;
using Modular.Integration.Identity;

namespace Modular.Identity.Features;

/// <summary>Lets somebody in who asked to join the account, or refuses it.</summary>
internal static class DecideRequest
{
    [Requires(IdentityPrivileges.ManageCollaborators)]
    public sealed record Command(Guid UserId, bool Approve) : IRequest<Result<Collaborator>>;

    public sealed class Handler(Memberships memberships, Caller caller) : IRequestHandler<Command, Result<Collaborator>>
    {
        public Task<Result<Collaborator>> Handle(Command request, CancellationToken cancellationToken) => memberships.Change(
            caller, request.UserId, request.Approve ? "identity.user_approved" : "identity.user_refused",
            (member, by) => member.Approve(request.Approve, by),
            async (transaction, member, at) =>
            {
                if (!request.Approve) return;
                var told = new UserApproved(member.UserId, caller.AccountId, caller.AccountName);
                await transaction.Tell(OutboxMessage.From(told, $"user/{member.UserId:N}", caller.AccountId, at), cancellationToken);
            },
            cancellationToken);
    }

    public static void Map(IEndpointRouteBuilder collaborators)
    {
        collaborators.MapPut("{userId:guid}/approval", async (Guid userId, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(userId, true), ct)).ToHttp()).Require<Command>();
        collaborators.MapDelete("{userId:guid}/approval", async (Guid userId, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(userId, false), ct)).ToHttp()).Require<Command>();
    }
}
