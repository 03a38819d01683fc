using Dapper;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;

namespace Modular.Identity.Features;

/// <summary>Becomes a member of one more account by an invitation's token, once, as the user who is signed in.</summary>
internal static class JoinByInvitation
{
    [SignedIn(InPerson = true)]
    public sealed record Command(string? Token) : IRequest<Result<Done>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules() => RuleFor(c => c.Token).NotEmpty().Line(200);
    }

    public sealed class Handler(Db db, Caller caller, TimeProvider time) : IRequestHandler<Command, Result<Done>>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = time.GetUtcNow().UtcDateTime;
            await using var connection = await db.Open(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            Task<T?> One<T>(string sql, object args) =>
                connection.QueryFirstOrDefaultAsync<T?>(new CommandDefinition(sql, args, transaction, cancellationToken: cancellationToken));

            var joined = await One<(Guid AccountId, string[] Privileges)?>(
                $"""
                UPDATE identity.invitations SET accepted_by = @UserId WHERE token_hash = @hash AND valid_until > @now AND {Invitation.Open}
                RETURNING account_id, privileges
                """,
                new { caller.UserId, hash = Token.Hash(request.Token!), now });
            if (joined is not { } invitation) return IdentityErrors.InvitationUnknown;
            var isNew = await One<bool>(
                """
                INSERT INTO identity.memberships (account_id, user_id, privileges, status) VALUES (@AccountId, @UserId, @Privileges, 'active')
                ON CONFLICT (user_id, account_id) DO NOTHING RETURNING true
                """,
                new { invitation.AccountId, caller.UserId, invitation.Privileges });
            // Undone with the invitation, which may still serve somebody else.
            if (!isNew) return IdentityErrors.AlreadyMember;
            await transaction.Audit(
                new AuditEntry(
                    invitation.AccountId, "identity.invitation_accepted", Memberships.Subject(caller.UserId), null,
                    new { caller.UserName, Name = caller.DisplayName, invitation.Privileges, Status = MembershipStatus.Active }),
                now, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return Done.Instance;
        }
    }

    public sealed record Body(string? Token);

    public static void Map(IEndpointRouteBuilder invitations) => invitations
        .MapPost("membership", async (Body body, ISender send, CancellationToken ct) => (await send.Send(new Command(body.Token), ct)).ToHttp())
        .Require<Command>();
}
