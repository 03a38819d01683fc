using Dapper;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Npgsql;

namespace Modular.Identity.Features;

/// <summary>Invites somebody by e-mail to become a user of the account; the link in it is valid for seven days.</summary>
internal static class InviteUser
{
    [Requires(IdentityPrivileges.ManageCollaborators)]
    public sealed record Command(string? Name, string? Email, IReadOnlyCollection<string> Privileges) : IRequest<Result<Invitation>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.Name).PersonName();
            RuleFor(c => c.Email).Email();
        }
    }

    public sealed class Handler(Db db, InvitationMail mail, GrantablePrivileges privileges, TimeProvider time, Caller caller, CommandId command)
        : IRequestHandler<Command, Result<Invitation>>
    {
        public async Task<Result<Invitation>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (!caller.IsAdministrator) return IdentityErrors.AdministratorsOnly;
            if (privileges.Refuse(request.Privileges, caller.IsStaff) is { } refusal) return refusal;
            var (token, at) = (Token.New(), time.GetUtcNow().UtcDateTime);
            var invitation = new Invitation
            {
                Id = command.Value, Name = request.Name!.Trim(), Email = request.Email!.Trim(),
                Privileges = [.. request.Privileges.Distinct().Order(StringComparer.Ordinal)], SentAt = at, ValidUntil = at + InvitationMail.Validity,
            };
            return await db.Transaction(
                async (connection, transaction) =>
                {
                    var inserted = await connection.ExecuteAsync(new CommandDefinition(
                        """
                        INSERT INTO identity.invitations (id, account_id, name, email, privileges, token_hash, invited_by, sent_at, valid_until)
                        VALUES (@Id, @AccountId, @Name, @Email, @Privileges, @hash, @UserId, @SentAt, @ValidUntil)
                        ON CONFLICT (id) DO NOTHING
                        """,
                        new
                        {
                            invitation.Id, caller.AccountId, invitation.Name, invitation.Email, invitation.Privileges, hash = Token.Hash(token),
                            caller.UserId, invitation.SentAt, invitation.ValidUntil,
                        },
                        transaction, cancellationToken: cancellationToken));
                    // Sent by the first attempt of this command, whose answer was lost.
                    if (inserted == 0) return await Sent(transaction, invitation.Id, cancellationToken);
                    await mail.Tell(transaction, invitation, token, caller, cancellationToken);
                    await transaction.Audit(
                        new AuditEntry(caller.AccountId, "identity.user_invited", $"invitation/{invitation.Id}", null, invitation), at, cancellationToken);
                    return (Result<Invitation>)invitation;
                },
                cancellationToken);
        }

        private async Task<Result<Invitation>> Sent(NpgsqlTransaction transaction, Guid id, CancellationToken ct) =>
            await transaction.Connection!.QuerySingleAsync<Invitation>(new CommandDefinition(
                $"SELECT {InvitationList.Columns} FROM identity.invitations WHERE id = @id AND account_id = @AccountId",
                new { id, caller.AccountId }, transaction, cancellationToken: ct));
    }

    public sealed record Body(string? Name, string? Email, string[]? Privileges);

    public static void Map(IEndpointRouteBuilder invitations) => invitations
        .MapPost("", async (Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(body.Name, body.Email, body.Privileges ?? []), ct)).ToCreated(i => $"/api/invitations/{i.Id}"))
        .Require<Command>().Idempotent();
}
