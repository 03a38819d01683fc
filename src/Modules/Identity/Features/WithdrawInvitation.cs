using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;

namespace Modular.Identity.Features;

/// <summary>Takes an open invitation back: its link is worth nothing from then on.</summary>
internal static class WithdrawInvitation
{
    [Requires(IdentityPrivileges.ManageCollaborators)]
    public sealed record Command(Guid Id) : IRequest<Result<Done>>;

    public sealed class Handler(Db db, TimeProvider time, Caller caller) : IRequestHandler<Command, Result<Done>>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await Invitation.Refuse(db, caller, request.Id, cancellationToken) is { } refusal) return refusal;
            var at = time.GetUtcNow().UtcDateTime;
            var withdrawn = await db.Change(
                $"UPDATE identity.invitations SET withdrawn_at = @at WHERE id = @Id AND account_id = @AccountId AND {Invitation.Open}",
                new { request.Id, caller.AccountId, at },
                new AuditEntry(caller.AccountId, "identity.invitation_withdrawn", $"invitation/{request.Id}"), at, cancellationToken);
            return withdrawn > 0 ? Done.Instance : IdentityErrors.InvitationUnknown;
        }
    }

    public static void Map(IEndpointRouteBuilder invitations) => invitations
        .MapDelete("{id:guid}", async (Guid id, ISender send, CancellationToken ct) => (await send.Send(new Command(id), ct)).ToHttp())
        .Require<Command>();
}
