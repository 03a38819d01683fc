using Dapper;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;

namespace Modular.Identity.Features;

/// <summary>Sends a member a temporary password in place of the one that was forgotten, and ends all their sessions.</summary>
internal static class ResetPassword
{
    [Requires(IdentityPrivileges.ManageCollaborators, InPerson = true)]
    public sealed record Command(Guid UserId) : IRequest<Result<Done>>;

    public sealed class Handler(Db db, PasswordStore passwords, SessionCache cache, TimeProvider time, Caller caller)
        : IRequestHandler<Command, Result<Done>>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (request.UserId == caller.UserId) return IdentityErrors.NotOneself;
            var at = time.GetUtcNow().UtcDateTime;
            var refusal = await db.Transaction(
                async (connection, transaction) =>
                {
                    var home = await connection.QueryFirstOrDefaultAsync<Guid?>(new CommandDefinition(
                        $"SELECT u.home_account_id {Collaborator.From} WHERE m.account_id = @AccountId AND m.user_id = @UserId",
                        new { caller.AccountId, request.UserId }, transaction, cancellationToken: cancellationToken));
                    if (home is null) return IdentityErrors.CollaboratorUnknown;
                    if (!caller.IsAdministrator) return IdentityErrors.AdministratorsOnly;
                    // Whoever could reset the password of another account's user could act there in that user's name.
                    if (home != caller.AccountId) return IdentityErrors.BelongsElsewhere;
                    await passwords.Reset(transaction, request.UserId, caller.AccountId, cancellationToken);
                    await transaction.Audit(
                        new AuditEntry(caller.AccountId, "identity.password_reset", Memberships.Subject(request.UserId)), at, cancellationToken);
                    return (Error?)null;
                },
                cancellationToken);
            cache.Forget(request.UserId);
            return refusal is null ? Done.Instance : refusal;
        }
    }

    public static void Map(IEndpointRouteBuilder collaborators) => collaborators
        .MapPost("{userId:guid}/password-reset", async (Guid userId, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(userId), ct)).ToHttp())
        .Require<Command>();
}
