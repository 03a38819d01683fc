using Dapper;

namespace Modular.Identity.Features;

/// <summary>Shuts a member out of the account, sessions included, or lets them in again.</summary>
internal static class SetActive
{
    [Requires(IdentityPrivileges.ManageCollaborators)]
    public sealed record Command(Guid UserId, bool? Active) : IRequest<Result<Collaborator>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules() => RuleFor(c => c.Active).NotNull();
    }

    public sealed class Handler(Memberships memberships, Caller caller) : IRequestHandler<Command, Result<Collaborator>>
    {
        public Task<Result<Collaborator>> Handle(Command request, CancellationToken cancellationToken) => memberships.Change(
            caller, request.UserId, request.Active!.Value ? "identity.user_activated" : "identity.user_deactivated",
            (member, by) => member.SetActive(request.Active!.Value, by),
            async (transaction, member, _) =>
            {
                if (member.Status == MembershipStatus.Active) return;
                await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                    "DELETE FROM identity.sessions WHERE user_id = @UserId AND account_id = @AccountId",
                    new { member.UserId, caller.AccountId }, transaction, cancellationToken: cancellationToken));
            },
            cancellationToken);
    }

    public sealed record Body(bool? Active);

    public static void Map(IEndpointRouteBuilder collaborators) => collaborators
        .MapPut("{userId:guid}/active", async (Guid userId, Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(userId, body.Active), ct)).ToHttp())
        .Require<Command>();
}
