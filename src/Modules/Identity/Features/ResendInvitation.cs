using Dapper;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;

namespace Modular.Identity.Features;

/// <summary>Sends an open invitation again, for seven days from now; the link that went out before is worth nothing any more.</summary>
internal static class ResendInvitation
{
    [Requires(IdentityPrivileges.ManageCollaborators)]
    public sealed record Command(Guid Id) : IRequest<Result<Invitation>>;

    public sealed class Handler(Db db, InvitationMail mail, TimeProvider time, Caller caller) : IRequestHandler<Command, Result<Invitation>>
    {
        public async Task<Result<Invitation>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await Invitation.Refuse(db, caller, request.Id, cancellationToken) is { } refusal) return refusal;
            var (token, at) = (Token.New(), time.GetUtcNow().UtcDateTime);
            return await db.Transaction<Result<Invitation>>(
                async (connection, transaction) =>
                {
                    var invitation = await connection.QueryFirstOrDefaultAsync<Invitation>(new CommandDefinition(
                        $"""
                        UPDATE identity.invitations SET token_hash = @hash, sent_at = @at, valid_until = @until
                        WHERE id = @Id AND account_id = @AccountId AND {Invitation.Open}
                        RETURNING id, name, email, privileges, sent_at, valid_until
                        """,
                        new { request.Id, caller.AccountId, hash = Token.Hash(token), at, until = at + InvitationMail.Validity },
                        transaction, cancellationToken: cancellationToken));
                    if (invitation is null) return IdentityErrors.InvitationUnknown;
                    await mail.Tell(transaction, invitation, token, caller, cancellationToken);
                    await transaction.Audit(
                        new AuditEntry(caller.AccountId, "identity.invitation_sent_again", $"invitation/{invitation.Id}"), at, cancellationToken);
                    return invitation;
                },
                cancellationToken);
        }
    }

    public static void Map(IEndpointRouteBuilder invitations) => invitations
        .MapPost("{id:guid}/resend", async (Guid id, ISender send, CancellationToken ct) => (await send.Send(new Command(id), ct)).ToHttp())
        .Require<Command>();
}
