using Dapper;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Events;
using Modular.Integration.Identity;

namespace Modular.Identity.Features;

/// <summary>Gives a user at home in this account another user name, which is told by e-mail; password and sessions stay.</summary>
internal static class RenameUser
{
    [Requires(IdentityPrivileges.ManageCollaborators, InPerson = true)]
    public sealed record Command(Guid UserId, string? UserName) : IRequest<Result<Done>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules() => RuleFor(c => c.UserName).UserName();
    }

    public sealed class Handler(Db db, SessionCache cache, Caller caller, TimeProvider time) : IRequestHandler<Command, Result<Done>>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (!caller.IsAdministrator) return IdentityErrors.AdministratorsOnly;
            var (userName, at) = (request.UserName!.Trim(), time.GetUtcNow().UtcDateTime);
            var refusal = await db.Transaction(
                async (connection, transaction) =>
                {
                    Task<T?> One<T>(string sql, object args) =>
                        connection.QueryFirstOrDefaultAsync<T?>(new CommandDefinition(sql, args, transaction, cancellationToken: cancellationToken));

                    var found = await One<(string UserName, Guid Home)?>(
                        $"SELECT u.user_name, u.home_account_id {Collaborator.From} WHERE m.account_id = @AccountId AND m.user_id = @UserId FOR UPDATE OF u",
                        new { caller.AccountId, request.UserId });
                    if (found is not { } user) return IdentityErrors.CollaboratorUnknown;
                    if (user.Home != caller.AccountId) return IdentityErrors.BelongsElsewhere;
                    if (user.UserName == userName) return null;
                    if (await One<bool>("SELECT EXISTS (SELECT FROM identity.users WHERE lower(user_name) = lower(@userName) AND id <> @UserId)", new { userName, request.UserId }))
                        return IdentityErrors.UserNameTaken;
                    await One<int>("UPDATE identity.users SET user_name = @userName WHERE id = @UserId", new { userName, request.UserId });
                    await transaction.Audit(
                        new AuditEntry(caller.AccountId, "identity.user_renamed", Memberships.Subject(request.UserId), new { user.UserName }, new { UserName = userName }),
                        at, cancellationToken);
                    await transaction.Tell(
                        OutboxMessage.From(new UserRenamed(request.UserId, userName, at), $"user/{request.UserId:N}", caller.AccountId, at), cancellationToken);
                    return (Error?)null;
                },
                cancellationToken);
            cache.Forget(request.UserId);
            return refusal is null ? Done.Instance : refusal;
        }
    }

    public sealed record Body(string? UserName);

    public static void Map(IEndpointRouteBuilder collaborators) => collaborators
        .MapPut("{userId:guid}/user-name", async (Guid userId, Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(userId, body.UserName), ct)).ToHttp())
        .Require<Command>();
}
